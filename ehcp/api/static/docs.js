"use strict";

// The description is read from here and sent nowhere else: no validator badge, no outside asset.
window.addEventListener("load", () => {
  window.SwaggerUIBundle({
    url: "/v1/openapi.json",
    dom_id: "#description",
    deepLinking: true,
    docExpansion: "none",
    filter: true,
    validatorUrl: null,
    persistAuthorization: false,
    queryConfigEnabled: false,
    presets: [window.SwaggerUIBundle.presets.apis],
  });
});
