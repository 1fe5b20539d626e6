using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and a page to try it at <c>/docs</c>.</summary>
internal static class Documentation
{
    public static void AddDocumentation(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "EventOps",
                Version = "v1",
                Description = "Schedule meetups, publish agendas, slides and recaps, and tell everyone who should hear.",
            };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(Schemas.Describe);
        options.AddOperationTransformer(Operations.Describe);
        options.AddDocumentTransformer((document, _, _) =>
        {
            OpenApiProblems.Describe(document);
            OpenApiReads.Describe(document);
            OpenApiWords.Describe(document);
            return Task.CompletedTask;
        });
    });

    public static void Map(WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "EventOps API";
            page.SwaggerEndpoint("/openapi/v1.json", "EventOps v1");
        });
    }
}
