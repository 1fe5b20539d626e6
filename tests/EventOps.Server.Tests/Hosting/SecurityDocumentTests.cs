using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventOps.Domain.Subscriptions;

namespace EventOps.Server.Tests.Hosting;

/// <summary>What <c>docs/security.md</c> says is held by tests is held by tests that are there.</summary>
public sealed class SecurityDocumentTests
{
    private static readonly string[] Owasp = [.. Enumerable.Range(1, 10).Select(number => $"API{number}")];

    private static readonly string[] Asvs =
    [
        "1.3.6", "1.5.2", "1.5.3", "2.3.3", "2.4.1", "4.1.5", "11.2.4", "11.5.1", "12.3.1", "12.3.2", "13.1.1", "13.1.2", "13.1.3", "13.2.4", "13.2.5",
        "13.2.6", "13.3.1", "13.3.4", "14.2.1", "15.3.2", "15.4.2", "15.4.3", "15.4.4", "16.2.5", "16.4.1", "16.5.2", "16.5.3",
    ];

    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs/security.md"));

    [Fact]
    public void every_test_that_it_names_is_there()
    {
        var named = Named.Matches(Page).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).Distinct().ToList();
        Assert.NotEmpty(named);
        var classes = Directory.GetFiles(Path.Combine(Root(), "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        Assert.Equal([], named.Where(test => !classes[test.Class].Any(text => text.Contains($" {test.Method}(", StringComparison.Ordinal))).Select(test => $"{test.Class}.{test.Method}"));
    }

    [Fact]
    public void every_entry_has_a_line_and_every_line_a_test()
    {
        var lines = Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToLookup(line => line.Split('|')[1].Trim().Split(' ')[0]);
        foreach (var entry in Owasp.Concat(Asvs))
            Assert.Matches(Named, Assert.Single(lines[entry]));
    }

    [Fact]
    public void every_kind_of_sink_is_among_what_the_server_talks_to()
    {
        var table = Page.Split("## What the server talks to")[1].Split("\n## ")[0];
        Assert.All(Enum.GetNames<SubscriptionKind>(), kind => Assert.Contains(kind, table, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly Regex Named = new("`(?<class>[A-Z][A-Za-z0-9]*Tests)[.](?<method>[a-z0-9_]+)`", RegexOptions.NonBacktracking);

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..");
}
