using EventOps.Testing;

namespace EventOps.Server.Tests.Processes;

/// <summary>What an operator can get wrong is one sentence and an exit code, never a stack trace.</summary>
public sealed class CommandLineTests
{
    private const string DeadSocket = "Host=/nowhere/at-all;Database=eventops;Username=nobody;Timeout=3";

    [Theory]
    [InlineData(2, "--no-such-option")]
    [InlineData(2, "import")]
    [InlineData(2, "import", "x.md", "--fail-on", "everything")]
    [InlineData(2, "no-such-command")]
    [InlineData(0, "--help")]
    [InlineData(0, "import", "--help")]
    public async Task a_command_line_that_cannot_be_understood_ends_with_2(int exitCode, params string[] arguments)
    {
        var end = await ServerProgram.Run(Settings(DeadSocket), arguments);
        Assert.True(end.ExitCode == exitCode, $"{end.ExitCode}: {end.Output}{end.Errors}");
        Assert.DoesNotContain("   at ", end.Output + end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventOps__Community", "Not A Name", "EventOps:Community")]
    [InlineData("EventOps__BootstrapKey", "short", "EventOps:BootstrapKey")]
    [InlineData("EventOps__QueuedAppends", "many", "EventOps:QueuedAppends")]
    [InlineData("EventOps__DataDirectroy", "/tmp", "EventOps:DataDirectroy is not known; the nearest that is known is EventOps:DataDirectory.")]
    [InlineData("EventOps__Limits__PerKey", "0", "EventOps:Limits:PerKey")]
    [InlineData("EventOps__PublicUrl", "meetups.example.org", "EventOps:PublicUrl")]
    public async Task a_setting_that_cannot_be_right_is_named(string variable, string value, string setting) =>
        OneSentence(2, setting, await ServerProgram.Run(Settings(DeadSocket, (variable, value)), "--urls", "http://127.0.0.1:0"));

    [Theory]
    [InlineData(DeadSocket, "ConnectionStrings:EventOps")]
    [InlineData("this is no connection string", "ConnectionStrings:EventOps")]
    public async Task without_a_database_it_ends_with_3(string connection, string named)
    {
        OneSentence(3, named, await ServerProgram.Run(Settings(connection), "--urls", "http://127.0.0.1:0"));
        OneSentence(3, named, await ServerProgram.Run(Settings(connection), "import", Samples));
    }

    [Fact]
    public async Task a_database_of_a_newer_version_is_left_alone()
    {
        await using var database = await TestDatabase.Create();
        Assert.Equal(0, (await ServerProgram.Run(Settings(database.ConnectionString), "import", Samples, "--dry-run")).ExitCode);
        await Deliveries.Run(database, "insert into eventops_migrations (script_set, number, name, checksum) values ('store', 999, 'later', 'x')");

        OneSentence(3, "newer", await ServerProgram.Run(Settings(database.ConnectionString), "--urls", "http://127.0.0.1:0"));
    }

    [Fact]
    public async Task a_database_that_is_incomplete_or_read_only_is_refused_in_words()
    {
        await using var database = await TestDatabase.Create();
        Assert.Equal(0, (await ServerProgram.Run(Settings(database.ConnectionString), "import", Samples, "--dry-run")).ExitCode);
        await Deliveries.Run(database, "drop table eventops_deliveries cascade");
        OneSentence(3, "eventops_deliveries", await ServerProgram.Run(Settings(database.ConnectionString), "--urls", "http://127.0.0.1:0"));

        await using var empty = await TestDatabase.Create();
        var readOnly = $"{empty.ConnectionString};Options=-c default_transaction_read_only=on";
        OneSentence(3, "read-only", await ServerProgram.Run(Settings(readOnly), "--urls", "http://127.0.0.1:0"));
    }

    [Fact]
    public async Task an_address_that_cannot_be_had_is_named()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        var taken = server.Address.AbsoluteUri.TrimEnd('/');
        OneSentence(2, "--urls", await ServerProgram.Run(Settings(database.ConnectionString), "--urls", taken));
        OneSentence(2, "--urls", await ServerProgram.Run(Settings(database.ConnectionString), "--urls", "nonsense"));
    }

    [Fact]
    public async Task communities_are_founded_and_keys_made_listed_and_taken_back()
    {
        await using var database = await TestDatabase.Create();
        Task<ProgramEnd> Say(params string[] words) => ServerProgram.Run(Settings(database.ConnectionString), words);
        var founded = await Say("communities", "create", "friends", "--title", "Friends");
        Assert.Matches("^eo_[A-Za-z0-9_-]{43}\\s*$", founded.Output);
        var secret = (await Say("keys", "create", "--name", "CI", "--role", "reader", "--community", "friends")).Output.Trim();
        var listed = await Say("keys", "list", "--community", "friends");
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);
        var line = Assert.Single(listed.Output.Split('\n'), line => line.EndsWith("CI", StringComparison.Ordinal));
        Assert.Contains("reader", line, StringComparison.Ordinal);
        var revoked = await Say("keys", "revoke", line[..36], "--community", "friends");
        Assert.True(revoked.ExitCode == 0, revoked.Output + revoked.Errors);
        Assert.Equal(1, await Deliveries.CountOf(database, "eventops_keys where tenant_id = 'friends' and revoked is null"));
    }

    [Fact]
    public async Task a_key_that_opens_another_community_is_no_bootstrap_key()
    {
        await using var database = await TestDatabase.Create();
        await using (var first = await RunningServer.Start(database))
            await first.Stop();
        OneSentence(2, "EventOps:BootstrapKey", await ServerProgram.Run(
            Settings(database.ConnectionString, ("EventOps__BootstrapKey", RunningServer.Key), ("EventOps__Community", "another")),
            "--urls", "http://127.0.0.1:0"));
    }

    [Fact]
    public async Task a_key_that_nobody_set_is_made_and_shown_once()
    {
        await using var database = await TestDatabase.Create();
        var settings = new Dictionary<string, string?> { ["EventOps__BootstrapKey"] = null };
        await using (var first = await RunningServer.Start(database, settings))
        {
            Assert.Contains("eo_", first.Output, StringComparison.Ordinal);
            await first.Stop();
        }

        await using var second = await RunningServer.Start(database, settings);
        Assert.DoesNotContain("eo_", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_demo_sees_every_step()
    {
        await using var database = await TestDatabase.Create();
        var end = await ServerProgram.Run(Settings(database.ConnectionString), "demo", "--exit");
        Assert.True(end.ExitCode == 0, end.Output + end.Errors);
        Assert.Contains("its signature holds", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not seen", end.Output, StringComparison.Ordinal);
    }

    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    private static Dictionary<string, string?> Settings(string connection, params (string Name, string Value)[] more) =>
        new(more.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)))
        {
            ["ConnectionStrings__EventOps"] = connection, ["EventOps__SecretKey"] = RunningServer.SecretKey,
        };

    private static void OneSentence(int exitCode, string named, ProgramEnd end)
    {
        Assert.True(end.ExitCode == exitCode, $"{end.ExitCode}: {end.Output}{end.Errors}");
        var line = Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith('{'));
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
