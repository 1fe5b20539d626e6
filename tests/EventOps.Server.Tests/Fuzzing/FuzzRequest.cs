using System.Net.Http.Headers;
using System.Text;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>One request as it is sent, so that it can be sent again and shown.</summary>
internal sealed record FuzzRequest(
    ApiOperation Operation, string Address, string? Key, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string? ContentType)
{
    public HttpRequestMessage Message(Uri server)
    {
        // As it is written: the client must not mend what the server is to meet.
        var address = new Uri(server.GetLeftPart(UriPartial.Authority) + Address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(Operation.Method, address) { Content = Body is null ? null : new ByteArrayContent(Body) };
        if (Body is not null && ContentType is not null)
            message.Content!.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        if (Key is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        foreach (var (name, value) in Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body);
        return $"{Operation.Method} {Address} {string.Join("; ", Headers.Select(h => $"{h.Name}: {h.Value}"))} {ContentType} {(body.Length > 600 ? body[..600] + "…" : body)}";
    }
}
