using System.Text.RegularExpressions;
using EventOps.Server.Files.Sniffing;

namespace EventOps.Server.Files;

/// <summary>
/// What the sender says of the bytes (RFC 9530): <c>Content-Digest: sha-256=:…:</c>. A body that is sent whole has the same
/// content as its representation, so both headers are held against it.
/// </summary>
internal sealed partial class BodyDigest
{
    private readonly List<(bool IsLong, byte[] Hash)> promised = [];

    public static FileRefusal Mismatch { get; } = new(
        StatusCodes.Status400BadRequest, "file.digest_mismatch", "The bytes that came are not those that the digest was made of; send them again.");

    /// <summary>Null when a header cannot be read. Algorithms other than sha-256 and sha-512 say nothing to us and are passed over.</summary>
    public static BodyDigest? Read(IHeaderDictionary headers)
    {
        var digest = new BodyDigest();
        return ((string[])["Content-Digest", "Repr-Digest"]).All(name => digest.Add(headers[name].ToString())) ? digest : null;
    }

    public bool Differs(StagedFile file) =>
        promised.Exists(one => !one.Hash.AsSpan().SequenceEqual(one.IsLong ? file.Sha512 : file.Sha256));

    private bool Add(string header)
    {
        foreach (var member in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Member().Match(member) is not { Success: true } match)
                return false;
            var (name, hash) = (match.Groups["name"].Value, new byte[match.Groups["hash"].Length]);
            if (!Convert.TryFromBase64String(match.Groups["hash"].Value, hash, out var length))
                return false;
            if (name is "sha-256" or "sha-512")
                promised.Add((name == "sha-512", hash[..length]));
        }

        return true;
    }

    // A dictionary of structured fields: key=:base64:
    [GeneratedRegex(@"^(?<name>[a-z*][a-z0-9_.*-]*)=:(?<hash>[A-Za-z0-9+/=]*):$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Member();
}
