using System.Text;
using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing.Files;

/// <summary>Bytes of a file become text, in whichever encoding pages are read, or in the one that XML declares.</summary>
internal static partial class FileText
{
    private const int Head = 512;

    /// <summary>Null, with a finding, when there is no text.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, Findings findings)
    {
        if (Declared(bytes) is { } named)
            return named.GetString(bytes);
        var decoded = PageText.Read(bytes, TalkFile.MostBytes, isPage: false);
        if (decoded.Refusal is { } refusal)
            findings.Error(refusal.Code, refusal.Message, refusal.Line);
        if (decoded.Encoding is { } encoding)
            findings.Info("page.encoding", $"The file is written in {encoding}.", 1, "", encoding);
        return decoded.Refusal is null ? decoded.Text.TrimStart('\uFEFF') : null;
    }

    /// <summary>What a file begins with, as far as ASCII says it.</summary>
    public static string HeadOf(ReadOnlySpan<byte> bytes) =>
        string.Concat(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)]).Where(c => c is '\t' or '\r' or '\n' or (>= ' ' and <= '~')));

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > TalkFile.MostBytes || Declaration().Match(HeadOf(bytes)) is not { Success: true } declared)
            return null;
        return declared.Groups[1].Value.ToLowerInvariant() switch
        {
            "iso-8859-1" or "latin1" => Encoding.Latin1,
            "us-ascii" => Encoding.ASCII,
            _ => null,
        };
    }

    [GeneratedRegex("^<\\?xml[^>]{0,100} encoding=[\"']([A-Za-z0-9_.-]{1,40})[\"']", RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
