using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and a page to try it at <c>/docs</c>.</summary>
internal static class Documentation
{
    private const string Address = "/openapi/v1.json";

    public static void AddDocumentation(this IServiceCollection services) => services.AddSingleton<ApiDocument>().AddOpenApi(ApiDocument.Name, options =>
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
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of the community." },
                ["token"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
                    Description = "A token of the OpenID Connect provider, where the server has one that people sign in with.",
                },
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
        app.MapGet(Address, (ApiDocument document) => document.Read()).ExcludeFromDescription();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "EventOps API";
            page.SwaggerEndpoint(Address, "EventOps v1");
        });
    }
}
