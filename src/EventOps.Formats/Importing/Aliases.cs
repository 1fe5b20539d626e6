using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Other addresses of a page, as Hugo lists them: those that name a page beside it become aliases of the meetup.</summary>
internal static partial class Aliases
{
    private const int Longest = 100;

    public static void Take(IEnumerable<string> paths, int line, Rehearsal rehearsal, Findings findings)
    {
        foreach (var path in paths)
        {
            // "/activities/old-name/", "old-name", "/old-name.html": one folder at most before the name.
            if (Address().Match(path) is { Success: true } found && found.Groups[1].Length <= Longest)
                rehearsal.Take(new AddAlias(found.Groups[1].Value), line);
            else
                findings.Info("alias.not_a_slug", "The other address of the page is no slug and was left out.", line, path);
        }
    }

    [GeneratedRegex("^/?(?:[^/]+/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:/|/index\\.html|\\.html)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
