import { mount } from 'svelte';
import './gallery.css';
import Gallery from './Gallery.svelte';
import { language } from '~/ui/shared/locale.svelte';
import { look } from '~/ui/shared/theme.svelte';

language.start();
look.start();
const target = document.getElementById('app');
if (target) mount(Gallery, { target });
