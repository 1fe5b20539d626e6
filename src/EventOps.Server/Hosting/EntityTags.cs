using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EventOps.Server.Hosting;

/// <summary>Entity tags as RFC 9110 has them (8.8.3, 13.1): lists, the star, and both ways to compare.</summary>
internal static class EntityTags
{
    /// <summary>The tag of a stream at a version.</summary>
    public static string OfVersion(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Whether a reader who sends this If-None-Match has it already. Reading, a weak tag is as good as a strong one.</summary>
    public static bool Have(StringValues ifNoneMatch, string etag)
    {
        if (ifNoneMatch.Count == 1 && ifNoneMatch[0] == etag)
            return true;
        return EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags) && tags.Any(tag => IsAny(tag) || tag.Tag == etag);
    }

    /// <summary>What the headers of a change ask of the version it meets; null when they ask nothing.</summary>
    /// <returns>False when one of them is no list of tags.</returns>
    public static bool TryConditions(IHeaderDictionary headers, out Func<long, bool>? accepts)
    {
        accepts = null;
        if (!TryRead(headers.IfMatch, out var match) || !TryRead(headers.IfNoneMatch, out var none))
            return false;
        if (match.Count + none.Count > 0)
            accepts = version => (match.Count == 0 || match.Any(tag => Names(tag, version) && !tag.IsWeak)) && !none.Any(tag => Names(tag, version));
        return true;
    }

    // Without a single event there is nothing that a star could stand for.
    private static bool Names(EntityTagHeaderValue tag, long version) => IsAny(tag) ? version > 0 : tag.Tag == OfVersion(version);

    private static bool TryRead(StringValues header, out IList<EntityTagHeaderValue> tags)
    {
        tags = [];
        if (header.Count == 0)
            return true;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var read))
            return false;
        tags = read;
        return true;
    }

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Tag == "*";
}
