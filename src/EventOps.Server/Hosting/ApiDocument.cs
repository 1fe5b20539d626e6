using System.Security.Cryptography;
using EventOps.Server.Pages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>
/// The OpenAPI document, made once: routes do not change while the server runs. It names no host, so that what one client
/// called the server reaches no other.
/// </summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    private readonly Lock turn = new();
    private Task<ReadyPage>? made;

    public async Task<IResult> Read() => new PageResult(await Once(), vary: null);

    // The first who asks begins it, everybody waits for the same; one that failed is begun again.
    private Task<ReadyPage> Once()
    {
        lock (turn)
            return made is null or { IsFaulted: true } or { IsCanceled: true } ? made = Make() : made;
    }

    private async Task<ReadyPage> Make()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        var body = json.ToArray();
        return new(body, Ready.Json, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
    }
}
