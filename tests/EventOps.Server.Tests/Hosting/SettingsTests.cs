using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventOps.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace EventOps.Server.Tests.Hosting;

/// <summary>A setting is known and can be right, or the server does not start and says which one it was.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("EventOps:DataDirectroy", "EventOps:DataDirectory")]
    [InlineData("EventOps:Limit:PerKey", "EventOps:Limits:PerKey")]
    [InlineData("EventOps:PerAddress", "EventOps:Limits:PerAddress")]
    [InlineData("EventOps:Limits:PerKeys", "EventOps:Limits:PerKey")]
    [InlineData("EventOps:Streams:ReaderPerAddress", "EventOps:Streams:ReadersPerAddress")]
    [InlineData("EventOps:Files:S3:Buket", "EventOps:Files:S3:Bucket")]
    [InlineData("EventOps:SignIn:Authority:Url", "EventOps:SignIn:Authority")]
    [InlineData("EventOps:SinkHost:Matrix", "EventOps:SinkHosts:Matrix")]
    [InlineData("ConnectionStrings:EventOp", "ConnectionStrings:EventOps")]
    public void a_name_that_nobody_knows_is_refused_with_the_nearest_one(string name, string nearest) => Assert.Equal(
        $"The setting {name} is not known; the nearest that is known is {nearest}.",
        Assert.Throws<SettingException>(() => ServerSettings.From(Given(name, "s3cret"))).Message);

    [Theory]
    [InlineData("EventOps:AllowPrivateSinks", "perhaps")]
    [InlineData("EventOps:QueuedAppends", "0")]
    [InlineData("EventOps:RetryPauses", "1,soon")]
    [InlineData("EventOps:SinkHosts:Nobody", "example.org")]
    [InlineData("EventOps:Files:AtOnce", "-1")]
    [InlineData("EventOps:Files:S3:Bucket", "!")]
    [InlineData("EventOps:Links:DeadAfter", "1.5")]
    [InlineData("EventOps:RequestSeconds", "1e3")]
    [InlineData("EventOps:Limits:PerKey", "many")]
    [InlineData("EventOps:Limits:Burst", "0")]
    [InlineData("EventOps:Limits:Keys", "0")]
    [InlineData("EventOps:Limits:Subscriptions", "lots")]
    [InlineData("EventOps:Limits:FailuresPerMinute", "-3")]
    [InlineData("EventOps:SignIn:ClockSkewSeconds", "301")]
    [InlineData("EventOps:Streams:Readers", "0")]
    [InlineData("EventOps:Streams:RingBytes", "big")]
    [InlineData("EventOps:Streams:Heartbeat", "-00:00:01")]
    public void a_value_that_cannot_be_right_is_refused_by_the_name_of_its_setting(string name, string value) =>
        Assert.StartsWith($"The setting {name} ", Assert.Throws<SettingException>(() => ServerSettings.From(Given(name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void names_are_known_in_any_case_and_those_of_others_are_nobodys_business() => ServerSettings.From(new ConfigurationBuilder().AddInMemoryCollection(
        [new("EVENTOPS:LIMITS:PERKEY", "7"), new("EventOps:SinkHosts:Matrix", "chat.example.org"), new("EVENTOPS_TEST_POSTGRES", "x"), new("ConnectionStrings:Other", "x")]).Build());

    [Fact]
    public void the_known_names_are_those_that_are_read_and_those_that_operators_are_told_of()
    {
        var read = Sources().SelectMany(source => Read.Matches(source).Select(match => match.Groups["name"].Value.Split(':')[^1])).Distinct().ToList();
        var known = KnownSettings.Names.Select(name => name.Split(':')[^1]).Distinct().ToList();
        Assert.Equal([], read.Except(known).Except(["EventOps"]));
        Assert.Equal([], known.Except(read));
        var page = File.ReadAllText(Path.Combine(Root(), "docs/operations.md")).Split("## The database")[0];
        Assert.Equal([], known.Where(name => !Regex.IsMatch(page, $@"(__|…){name}`")));
    }

    private static readonly Regex Read = new(@"(?:[sS]ection|bucket)(?:\[|, )""(?<name>[A-Za-z0-9:]+)""");

    private static IEnumerable<string> Sources() => Directory.GetFiles(Path.Combine(Root(), "src/EventOps.Server"), "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText).Select(text => text.Replace("GetSection(\"EventOps\")", "section", StringComparison.Ordinal))
        .Where(text => text.Contains("IConfiguration", StringComparison.Ordinal));

    private static IConfiguration Given(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..");
}
