using System.Text.RegularExpressions;
using EventOps.Projections.Shared;

namespace EventOps.Server.Pages;

/// <summary>The language attribute of what people wrote, so that it is read aloud and set in type as it should be.</summary>
internal static partial class Tongue
{
    /// <summary>Null, which leaves the attribute out, for what is no language tag.</summary>
    public static string? Of(string? language) => language is not null && Tag().IsMatch(language) ? language : null;

    public static string? Of(MeetupHeader meetup) => Of(meetup.Language);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
