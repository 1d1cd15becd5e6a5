// Entry of the lab.
import { startTheme } from './theme/theme.ts';
import './app/app.ts';

startTheme();
