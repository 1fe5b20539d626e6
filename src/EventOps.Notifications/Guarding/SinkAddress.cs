using System.Net;

namespace EventOps.Notifications.Guarding;

/// <summary>What is wrong with the text of a sink's address.</summary>
/// <param name="Rule">Stable, for programs.</param>
/// <param name="Message">What it must be, to follow the field's name.</param>
public sealed record AddressFault(string Rule, string Message);

/// <summary>
/// Reads a sink's address. Whatever two readers could take for different hosts is refused: numbers in other forms than four
/// decimals, dots at the end, zones, escapes and letters beyond ASCII.
/// </summary>
public static class SinkAddress
{
    private const int LongestUrl = 2_048;

    private static readonly AddressFault NotALink = new("not_a_link", "must be an absolute http or https address");

    /// <param name="schemes">Those that the kind of sink has.</param>
    /// <param name="allowPrivate">Whether this machine and any port will do: for development and tests.</param>
    public static (Uri? Address, AddressFault? Fault) Read(string text, IReadOnlyList<string> schemes, bool allowPrivate)
    {
        if (text.Length > LongestUrl)
            return (null, new("too_long", $"must have at most {LongestUrl} characters"));
        if (text.Any(c => c is <= ' ' or '\\' or '\x7f' || char.IsControl(c) || char.IsWhiteSpace(c))
            || !text.Contains("://", StringComparison.Ordinal)
            || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return (null, NotALink);
        if (!schemes.Contains(address.Scheme))
            return (null, new(NotALink.Rule, $"must be an address that begins with {string.Join(" or ", schemes)}"));
        return (address, Fault(text, address, allowPrivate));
    }

    private static AddressFault? Fault(string text, Uri address, bool allowPrivate)
    {
        var (login, host) = AuthorityOf(text);
        if (login is not null && address.Scheme is ("http" or "https"))
            return new("userinfo", "must not hold a name and password");
        if (!IsPlain(host))
            return new("odd_host", "must name its host plainly: letters, digits and hyphens, or an address in its usual form");
        if (allowPrivate)
            return null;
        if (address.Port is not (-1 or 80 or 443 or >= 1024))
            return new("odd_port", "must be at port 80, 443 or one from 1024 on");
        return IPAddress.TryParse(host.Trim('[', ']'), out var literal) && !AddressGuard.IsPublic(literal)
            ? new("private_address", "must be an address that the public internet reaches")
            : null;
    }

    // As it was written: Uri has tidied it up already, and so would others, each in their way.
    private static (string? Login, string Host) AuthorityOf(string text)
    {
        var authority = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        authority = Until(authority, '/', '?', '#');
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        var name = host.StartsWith('[') ? Until(host, ']') + ']' : Until(host, ':');
        return (at < 0 ? null : authority[..at], name);
    }

    private static string Until(string text, params char[] any) => text.IndexOfAny(any) is >= 0 and var end ? text[..end] : text;

    private static bool IsPlain(string host)
    {
        if (host.StartsWith('['))
            return !host.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(host.Trim('[', ']'), out _);
        var labels = host.Split('.');
        if (!labels.All(IsLabel))
            return false;
        // A host whose last label is a number is an IPv4 address to some readers: then it must be one to all.
        return !IsNumber(labels[^1]) || IPAddress.TryParse(host, out var address) && address.ToString() == host;
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && label[0] != '-' && label[^1] != '-';

    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit) || label.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
}
