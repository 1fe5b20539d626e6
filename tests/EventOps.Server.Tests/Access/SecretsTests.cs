using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventOps.Server.Access;

namespace EventOps.Server.Tests.Access;

/// <summary>What opens something cannot be guessed, and nowhere is it compared by a way that a clock could measure.</summary>
public sealed class SecretsTests
{
    [Fact]
    public void a_key_is_256_bits_that_nobody_can_foretell()
    {
        var keys = Enumerable.Range(0, 500).Select(_ => ApiKeys.Generate()).ToList();
        Assert.All(keys, key => Assert.Equal(32, Base64Url.DecodeFromChars(key.AsSpan("eo_".Length)).Length));
        // Any two of 500 such keys differ in their first eight bytes already.
        Assert.Equal(500, keys.Select(key => key.Substring(3, 10)).Distinct().Count());
        Assert.All(Sources, source => Assert.DoesNotMatch(@"Random\.Shared|new Random\(|CreateVersion7\(\)[^;]*[sS]ecret", source.Text));
    }

    [Fact]
    public void no_secret_is_compared_letter_by_letter()
    {
        // Keys and links are looked up by the hash of 256 random bits; signatures are ours to make and others' to compare.
        var compared = Sources.SelectMany(source => Comparison.Matches(source.Text).Select(match => $"{source.Name}: {match.Value}"));
        Assert.Equal([], compared);
    }

    private static readonly Regex Comparison = new(
        @"\b(secret|bearer|token|key|hash|mac|signature)\b(\.Span)?\s*(==|!=)\s*(?!null|default)[a-z]\w*|\b(secret|bearer|token|hash|mac|signature)\.(Equals|SequenceEqual)\(",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);

    private static IReadOnlyList<(string Name, string Text)> Sources { get; } =
    [
        .. ((string[])["EventOps.Server/Access", "EventOps.Server/SpeakerLinks", "EventOps.Server/Previews", "EventOps.Notifications/Secrets", "EventOps.Notifications/Signing"])
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Root(), "src", folder), "*.cs")).Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
    ];

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..");
}
