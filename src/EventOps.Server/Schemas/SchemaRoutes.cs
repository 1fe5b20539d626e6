using System.Security.Cryptography;
using EventOps.Domain.Shared;
using EventOps.Notifications.Messages;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Schemas;

/// <summary>A type of message and where its schema is.</summary>
/// <param name="Type">The CloudEvents type.</param>
/// <param name="Schema">Of the data, JSON Schema 2020-12.</param>
/// <param name="Audience">public: everybody; draft: holders of a key; oncePublished: everybody once it is published.</param>
public sealed record SchemaLine(string Type, string Schema, Audience Audience);

/// <summary>Every type of message.</summary>
public sealed record SchemasAnswer(ValueList<SchemaLine> Schemas);

/// <summary>The catalogue of messages for programs. It needs no key, and changes only with the version of the server.</summary>
internal static class SchemaRoutes
{
    private const string MediaType = "application/schema+json";

    public static void Map(WebApplication app)
    {
        var schemas = app.MapGroup(MessageSchemas.Path).WithTags("Messages");
        schemas.MapGet("/index.json", Index).WithName("ListSchemas").Produces<SchemasAnswer>()
            .WithSummary("Every type of message, and where the JSON Schema of its data is.");
        schemas.MapGet("/{type}.json", One).WithName("GetSchema").Produces(StatusCodes.Status200OK, contentType: MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The JSON Schema of the data of one type of message.");
    }

    private static Ok<SchemasAnswer> Index(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new SchemasAnswer(
            [.. MessageTypes.All.Select(type => new SchemaLine(type.Name, MessageSchemas.PathOf(type.Name), type.Audience))]));
    }

    private static IResult One(HttpContext context, string type)
    {
        if (MessageSchemas.Find(type) is not { } schema)
            return Problems.NotFound("schema.not_found", "There is no such type of message.");
        context.Response.Headers.CacheControl = "no-cache";
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(schema.Span).AsSpan(0, 8))}\"");
        return TypedResults.Bytes(schema, MediaType, entityTag: tag);
    }
}
