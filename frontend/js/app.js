// Starts the two design systems, and the few behaviours that they leave to us.
import { createAll, initAll as startGovuk } from "govuk-frontend";
import { FilterToggleButton, initAll as startMoj } from "@ministryofjustice/frontend";
import { startAmountGrid } from "./amount-grid.js";
import { startAutocompletes } from "./autocomplete.js";
import { startDrafts } from "./drafts.js";
import { startRatingGrid } from "./rating-grid.js";
import { startPickers } from "./figure-picker.js";
import { startPrinting } from "./printing.js";
import { startRefreshing } from "./refresh.js";
import { startWideTables } from "./wide-tables.js";

startGovuk();
startMoj();
// MOJ's initAll leaves this one out. It hides the panel on a phone by itself; `startHidden` would hide it everywhere.
createAll(FilterToggleButton, { startHidden: false });
startAutocompletes();
startDrafts(); // after the boxes that scripts put in place of others
startPickers();
startRefreshing();
startPrinting();
startRatingGrid();
startAmountGrid();
startWideTables();
