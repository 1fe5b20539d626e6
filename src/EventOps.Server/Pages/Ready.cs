using System.Security.Cryptography;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Server.Pages;

/// <summary>Makes ready pages: the position says how new, the hash tells versions of the page itself apart.</summary>
internal static class Ready
{
    public const string Json = "application/json; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    public static ReadyPage Of(ReadOnlyMemory<byte> body, string contentType, long position, DateTimeOffset? until = null)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body.Span, hash);
        return new(body, contentType, $"\"{position}-{Convert.ToHexStringLower(hash[..6])}\"", until);
    }

    /// <summary>A page of a meetup, which becomes another one when registration closes and when the meetup is over.</summary>
    public static ReadyPage Of(ReadOnlyMemory<byte> html, long position, MeetupHeader meetup, Instant now) =>
        Of(html, Html, position, MeetupPhase.At(meetup, now).Until?.ToDateTimeOffset());

    public static ReadyPage Of<T>(T answer, long position, DateTimeOffset? until = null) =>
        Of(JsonSerializer.SerializeToUtf8Bytes(answer, DomainJson.Options), Json, position, until);
}
