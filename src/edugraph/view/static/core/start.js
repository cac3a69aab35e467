'use strict';
/* The last script: every tab is registered by now. */

edugraph.start();
