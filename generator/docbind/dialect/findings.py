"""Every code that a diagnostic may carry: what it means, and what to do about it. `docbind explain CODE` reads this table."""

from __future__ import annotations

from docbind.dialect.errata_findings import ERRATA_FINDINGS
from docbind.dialect.finding import Finding
from docbind.dialect.operation_findings import OPERATION_FINDINGS
from docbind.dialect.row_findings import ROW_FINDINGS

FINDINGS: tuple[Finding, ...] = (
    # --- where pages come from ---------------------------------------------------------------------------------------
    Finding(
        "folder-missing",
        "A folder that was given is not there",
        "An argument names a folder that does not exist, cannot be read, or is a file. Nothing was built from it.",
        "Correct the path. An argument is a folder of pages, a checkout with api-ref/source, or a folder of several of these.",
    ),
    Finding(
        "folder-unreadable",
        "A folder cannot be listed",
        "The system does not let this user list the folder. Whatever pages lie in it are not part of the output.",
        "Make the folder readable, and build again.",
    ),
    Finding(
        "folder-hidden",
        "A hidden folder beside the services holds pages",
        "A folder whose name begins with a dot is taken for the tool that made it, not for a service. Its pages were not read.",
        "Nothing, where that is right. Otherwise rename the folder, or give it as an argument with a service name.",
    ),
    Finding(
        "no-pages",
        "A folder holds no page",
        "There is no file with the suffix .rst in the folder or below it, so there is nothing to build.",
        "Give the folder that holds the pages.",
    ),
    Finding(
        "page-outside-service",
        "A page lies beside the services",
        "A folder of several services holds a page of its own. The page belongs to no service and was left out.",
        "Move the page into the service that it documents, or give it another suffix where it documents none.",
    ),
    Finding(
        "service-name",
        "A name cannot name a service",
        "It becomes part of paths, messages and the emitted code, so only lower-case letters, digits, dot, underscore and hyphen are allowed.",
        "Rename the folder, or give a name on the command line.",
    ),
    Finding(
        "service-name-for-several",
        "One name was given for several services",
        "The arguments hold more than one service, and a service name was given. Nothing was built, because the name can only belong to one.",
        "Give one folder, or leave the name out. An empty service.toml in a folder says that the whole folder is one service.",
    ),
    Finding(
        "service-settings",
        "A service.toml is wrong",
        "The file is no TOML, or has an unknown setting or a wrong value. What was meant is not known, so the service was left out.",
        "Correct the line. The settings are title, module, class, hosts and catalog_types.",
    ),
    Finding(
        "service-twice",
        "A service was given twice",
        "Two arguments lead to the same folder, or two folders have the same name. The first one was built.",
        "Give every service once, or rename one of the folders.",
    ),
    Finding(
        "module-twice",
        "Two services become the same module",
        "The names of two services give the same Python module. The first one was built.",
        "Set `module` in the service.toml of one of them.",
    ),
    Finding(
        "link-not-followed",
        "A symbolic link was not followed",
        "A link may lead out of the folder that was given, so neither pages nor folders nor settings are read through one.",
        "Put the file or folder itself in the place of the link, or give the folder that it leads to.",
    ),
    Finding(
        "page-not-regular",
        "A page is no file",
        "A pipe, socket or device has the name of a page. It was not opened.",
        "Remove it, or put a file in its place.",
    ),
    Finding(
        "page-unreadable",
        "A page cannot be read",
        "The system does not let this user read the file. The page was left out.",
        "Make the file readable, and build again.",
    ),
    Finding(
        "page-too-large",
        "A page is too large",
        "No page has this size: it is likely something else, and reading it could exhaust the memory. The page was left out.",
        "Split the page, or remove the file.",
    ),
    Finding(
        "page-not-utf8",
        "A page is not UTF-8",
        "A guess at the encoding could put wrong names into the output, so the page was left out. The line is that of the first wrong byte.",
        "Save the page as UTF-8.",
    ),
    Finding(
        "page-not-text",
        "A page is no text",
        "The file holds NUL bytes, which no text does. The page was left out. The line is that of the first one.",
        "Save the page as UTF-8, or remove the file.",
    ),
    Finding(
        "page-control-characters",
        "A page holds control characters",
        "Control characters and unusual line ends are invisible, and different programs read them differently. Each was read as a space.",
        "Remove the characters from the page.",
    ),
    Finding(
        "page-bidi-controls",
        "A page holds characters that change the direction of text",
        "Such characters make code look different from what it does. Each was read as a space, also where a name holds one.",
        "Remove the characters from the page.",
    ),
    # --- where files go ----------------------------------------------------------------------------------------------
    Finding(
        "hand-edited",
        "A generated file was changed by hand",
        "The file does not hold what was written to it. Nothing was written, because that would have undone the change.",
        "Move the change to a file of its own, which is never touched; or force the build, which keeps the file under another name.",
    ),
    Finding(
        "foreign-file",
        "A file is in the way of a generated one",
        "There is a file that this program has not written where a generated one belongs. Nothing was written.",
        "Move the file; or force the build, which keeps it under another name.",
    ),
    Finding(
        "path-taken",
        "Something is in the way of a generated file",
        "A link, a folder, or a name that differs only in case stands where a generated file belongs. Nothing was written, even by force.",
        "Move it away.",
    ),
    Finding(
        "file-saved",
        "A changed file was kept under another name",
        "A file was replaced or removed that somebody had changed, or that was in the way. It is there under its old name with a suffix.",
        "Take from it what is needed, and delete it.",
    ),
    Finding(
        "manifest-unreadable",
        "The record of what was written cannot be used",
        "The manifest tells generated files from those of others. Without it nothing can be replaced safely, so nothing was written.",
        "Restore .docbind/manifest.json from version control; or force the build, which keeps a copy of every file that differs.",
    ),
    Finding(
        "output-not-a-folder",
        "The output folder is none",
        "A file or a link stands where the output folder or the package's folder belongs. Nothing was written.",
        "Move it away, or choose another output folder.",
    ),
    Finding(
        "unsafe-output-path",
        "A generated file has an unsafe path",
        "The path leads out of the package, cannot exist on every system, or collides with another one. Nothing was written.",
        "Please report it: whatever the pages say, this should not happen.",
    ),
    Finding(
        "store-locked",
        "Another run is writing",
        "Another process holds the lock of the same package, and has not released it in the time that was allowed.",
        "Wait until it has ended. A lock needs no cleaning up: it ends with its process.",
    ),
    Finding(
        "pull-failed",
        "The pages of a service could not be fetched",
        "Git, the repository, or what service.toml and pages.lock say of it, stands in the way. Neither the pages nor the lock were touched.",
        "What the message says; git is called without hooks and never asks for a password.",
    ),
    Finding(
        "pages-changed",
        "Pages that would be replaced are not what docbind fetched",
        "Somebody changed the pages in the folder that docbind pull replaces as a whole, or put pages of their own there. Nothing was touched.",
        "Make the change where the pages come from, or move the folder away and pull again.",
    ),
    Finding(
        "store-failed",
        "The disk does not do it",
        "The disk is full, read-only or broken, or permissions are missing. The message says what has been done.",
        "Remove the cause, and run again.",
    ),
    # --- what the parser found -----------------------------------------------------------------------------------------
    Finding(
        "page-too-deep",
        "A page is nested too deeply to be parsed",
        "Lists, boxes or tables stand inside one another more often than the parser can follow. The whole page is left out.",
        "Flatten the lists or boxes around the line.",
    ),
    Finding(
        "page-too-costly",
        "Reading a page takes too much time or memory",
        "The work on each page is bounded, so that one page cannot stop a build. Real pages stay far below the bounds. The whole page is left out.",
        "Split the page, or look for text that repeats itself without end.",
    ),
    Finding(
        "table-malformed",
        "A table cannot be read",
        "Its borders or columns do not fit together, so none of its rows is known. What the table describes is missing from the output.",
        "Correct the borders of the table; every line of a grid table ends in the same column.",
    ),
    Finding(
        "rst-malformed",
        "A part of a page is no valid reStructuredText",
        "The parser reported an error and went on behind it. What stands at this line may be missing from the output.",
        "Correct the markup at the line.",
    ),
    # --- what a page says on its own -----------------------------------------------------------------------------------
    Finding(
        "uri-malformed",
        "A URI cannot be requested as documented",
        "The line states a method and a path, but braces do not pair, or the path holds characters that no path has. No operation was made from it.",
        "Write the URI as METHOD /path/{placeholder}.",
    ),
    Finding(
        "uri-missing",
        "A URI section states no URI",
        "The page has a section for the URI, and no line in it has a method and a path. The page gives no operation.",
        "Write the URI as METHOD /path/{placeholder} on a line of its own.",
    ),
    Finding(
        "placeholder-without-row",
        "A path has a placeholder that no table describes",
        "The parameter is known from the path alone: it is taken as a required String without rules.",
        "Add a row for it to the table of path parameters.",
    ),
    Finding(
        "columns-unknown",
        "A table of parameters has columns that are not known",
        "Where no column can be told to hold names, types or descriptions, all rows are left out. Otherwise the words of such a column, or of a second one of its kind, are kept in the descriptions and state nothing.",
        "Name the columns Parameter, Mandatory, Type and Description, each once, or add the spelling to dialect/columns.py.",
    ),
    Finding(
        "row-lost",
        "A row was read and stands nowhere in the model",
        "The table is used, and the row found no place in it: its name has a form that belongs to no object, or it says what the table as a whole is beside other rows.",
        "Name the row as its object is named, or move it to the table of that object. docbind explain PAGE shows how the table was read.",
    ),
    Finding(
        "body-undocumented",
        "An example shows a body that no table describes",
        "The page has an example of a success with a body and no table for it. The emitted method gives the body as it comes.",
        "Describe the body in a table of response parameters.",
    ),
    Finding(
        "row-unnamed",
        "A row has no name",
        "Parameters are known by the name in the first column. The row was left out.",
        "Name the parameter, or join the row with the one above.",
    ),
    Finding(
        "row-repeated",
        "A name stands in a table twice",
        "The first row counts, the other is left out. Nothing is lost where both say the same.",
        "Remove one of the rows.",
    ),
    *ROW_FINDINGS,
    Finding(
        "example-mended",
        "An example is no valid JSON as written",
        "It could be read after a fixed repair, such as removing a trailing comma. Nothing is lost.",
        "Correct the JSON, so that readers can copy it.",
    ),
    Finding(
        "example-unreadable",
        "An example looks like JSON and cannot be parsed",
        "No repair helped. The example is in no documentation or test of the output.",
        "Correct the JSON.",
    ),
    Finding(
        "unknown-type",
        "A Type cell names no type",
        "The words are no type that is known, and no structure's name. The field is emitted and takes any JSON value.",
        "Correct the cell, or add a row with the spelling to dialect/types.py.",
    ),
    Finding(
        "type-too-deep",
        "A Type cell is too long or nests too deeply",
        "Lists and maps stand inside one another deeper than a type may. The field is emitted and takes any JSON value.",
        "Describe the inner levels as a structure of its own, and refer to it.",
    ),
    Finding(
        "unknown-presence",
        "A Mandatory cell gives no answer",
        "The words say neither yes nor no, nor when. The field counts as neither required nor optional.",
        "Write Yes or No, or add a row with the spelling to dialect/presence.py.",
    ),
    # --- what a page in the style of S3 says on its own ------------------------------------------------------------------
    Finding(
        "query-without-row",
        "A request line has a name in its query string that no table describes",
        "The parameter is known from the request line alone: it is taken as a String that may be left out.",
        "Add a row for it to the table of request parameters.",
    ),
    Finding(
        "header-family",
        "A row describes any number of headers",
        "Its name holds an asterisk that does not stand at its end alone, or it is no row of headers. Where all names begin alike (x-meta-*), a map by the rest of the names is made of it; here the row was left out, and callers can give such headers by themselves.",
        "Nothing, or a row for each header.",
    ),
    Finding(
        "element-unplaced",
        "An element of a body stands nowhere",
        "The template does not show it, and no parent is stated, or none that is an element of the body. The row was left out.",
        "Show the element in the template, or name its parent in the description.",
    ),
    Finding(
        "element-without-row",
        "A template has elements that no row describes",
        "They are known from the template alone: those that hold others are structures, the rest Strings without rules.",
        "Add rows for them to the table of elements.",
    ),
    Finding(
        "element-contradicted",
        "A row and the template disagree about an element",
        "The row states another parent, or a plain value where the template shows elements inside. The template is believed.",
        "Correct whichever of the two is wrong.",
    ),
    # --- what the pages of a service say together ----------------------------------------------------------------------
    Finding(
        "no-operations",
        "A service has pages and no operation",
        "None of its pages states a METHOD and a path under a URI heading. Nothing is emitted for the service.",
        "Nothing, where the service has only an index page. Otherwise docbind lint and docbind explain PAGE tell how the pages were read.",
    ),
    Finding(
        "label-twice",
        "A label is used twice",
        "References to it mean the first place. A page keeps its operation; its key in names.lock then also holds its path.",
        "Give each page and table a label of its own.",
    ),
    Finding(
        "reference-dangling",
        "A type refers to a table that is not there",
        "The label of the reference is on no table of the service, and nothing else names the structure. The field takes any JSON value.",
        "Label the structure's table, or correct the reference.",
    ),
    Finding(
        "type-contradicted",
        "A type and the examples disagree about a list or a number",
        "The type cell says one object and every example shows a list, or the other way round; or it says an integer, and an example shows a fraction. The examples are believed: they are what travels.",
        "Correct the type cell.",
    ),
    Finding(
        "structure-unused",
        "A table describes a structure that no field refers to",
        "Neither a link nor the caption tells which field has this structure. Its rows are left out.",
        "Link the field's type to the table, or name the field in the caption.",
    ),
    # --- what the examples and rows of a page contradict -----------------------------------------------------------------
    Finding(
        "example-unknown-key",
        "An example has a key that no row documents",
        "A table lacks a row, or the example is wrong. The validators refuse such a key in a request; in a response it is kept as it came.",
        "Add a row for the key, or correct the example.",
    ),
    Finding(
        "example-required-absent",
        "A request example leaves out a mandatory parameter",
        "The Mandatory column says Yes, so the validators refuse the request of the example. The column is believed, because examples are often shortened.",
        "Add the parameter to the example, or correct the column.",
    ),
    Finding(
        "example-type",
        "A value of an example has another type than its row says",
        "The Type column is believed. Of a response this matters only where a list, an object and a single value are confused.",
        "Correct the Type column, or the example.",
    ),
    Finding(
        "example-notation",
        "A number or boolean of an example is in quotation marks",
        "The value is of the documented type but for its JSON notation. Nothing is lost; a request must use the documented type.",
        "Write the value without quotation marks, or document a String.",
    ),
    Finding(
        "example-value",
        "A value of an example breaks a documented rule",
        "The range, length, number of items, pattern or list of values of the row does not allow the value. The rule is believed and stays in force.",
        "Correct the example, or the rule.",
    ),
    Finding(
        "example-against-limit",
        "Request examples speak against a rule, and it is not enforced",
        "The examples that break the rule outweigh those that keep it, so a validator might refuse what the service takes. The rule stays in the text.",
        "Correct the example, or the rule.",
    ),
    Finding(
        "example-method",
        "An example uses another method than the URI section",
        "The URI section is believed.",
        "Correct whichever of the two is wrong.",
    ),
    Finding(
        "example-path",
        "An example goes to another path than the URI section",
        "The URI section is believed. A body is not compared where the example seems to be one of another operation.",
        "Correct whichever of the two is wrong.",
    ),
    Finding(
        "example-body-undocumented",
        "A request example has a body that no table describes",
        "The operation is emitted without a body.",
        "Add a table of body parameters, or take the body out of the example.",
    ),
    Finding(
        "example-status",
        "A response example has a status that the page does not document",
        "The example is compared with the body of the documented success, if there is one.",
        "Document the status, or correct the example.",
    ),
    Finding(
        "default-outside-limit",
        "A default breaks a rule of its own row",
        "Either the default or the rule is wrong. The rule is not enforced and stays in the text.",
        "Correct whichever of the two is wrong.",
    ),
    Finding(
        "default-of-other-type",
        "A default is not of its field's type",
        "The default is not used and stays in the text.",
        "Correct the default, or the Type column.",
    ),
    Finding(
        "limit-impossible",
        "No value can keep a rule",
        "The least value is above the largest, no listed value has the field's type, or a pattern is none. The rule is not enforced and stays in the text.",
        "Correct the rule.",
    ),
    Finding(
        "limits-disagree",
        "A row states a rule twice, and differently",
        "There is no telling which is meant. Neither is enforced, both stay in the text.",
        "Remove the wrong one.",
    ),
    Finding(
        "limit-against-list",
        "A row lists a value that breaks its own limit",
        "The list is believed, because it names each value. The limit is not enforced and stays in the text.",
        "Correct the limit, or the list.",
    ),
    *OPERATION_FINDINGS,
    *ERRATA_FINDINGS,
    # --- what the public names of a service show ------------------------------------------------------------------------
    Finding(
        "name-shared",
        "Several operations would have one name",
        "Their pages have titles that say the same. Each took more specific words: the version in its path, those of its folder, or those of its path.",
        "Nothing; or give the pages titles that tell the operations apart, before the names are published.",
    ),
    Finding(
        "name-vanished",
        "A published method is gone",
        "names.lock holds a method whose operation no page documents any more. Code that calls it breaks; its name stays reserved and is never given to another.",
        "Where the operation is documented under another label, method and path, add `alias method <old> <new>` to names.lock.",
    ),
    Finding(
        "alias-idle",
        "A rename leads nowhere",
        "An alias line of names.lock has a new name that nothing has, so the old name is not emitted either.",
        "Correct the new name, or remove the line.",
    ),
    Finding(
        "body-as-text",
        "A body is XML without a known root element",
        "Documents in XML are written and read from their documented elements, which stand in a root element. Here nobody knows its name, so that the body is one argument that takes its text, and such an answer is given as bytes.",
        "Show the root element in the template, or describe it in a row; the structure is part of the specification and of the OpenAPI export all the same.",
    ),
    Finding(
        "lock-line",
        "names.lock is damaged",
        "A line is malformed, its name stands in the file twice, or the file is empty. Nothing was built: what the lock named could be called otherwise now.",
        "Restore the file from version control, or correct it. Where nothing was published yet, delete it.",
    ),
)
