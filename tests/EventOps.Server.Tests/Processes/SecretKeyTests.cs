using System.Net.Http.Json;
using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests.Processes;

/// <summary>The key that seals secrets, as an operator gives it or does not, and what a server writes about secrets.</summary>
public sealed class SecretKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eventops-keys-").FullName;

    [Fact]
    public async Task without_a_key_one_is_made_for_this_server_and_another_server_refuses_to_start()
    {
        await using var database = await TestDatabase.Create();
        var first = Path.Combine(folder, "first");
        await using (var server = await RunningServer.Start(database, KeptIn(first)))
            await server.Stop();
        var file = Path.Combine(first, "secret.key");
        var key = await File.ReadAllTextAsync(file);
        Assert.Equal(32, Convert.FromBase64String(key.Trim()).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        await using (var again = await RunningServer.Start(database, KeptIn(first)))
            Assert.DoesNotContain(key.Trim(), again.Output, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(file));

        var other = await ServerProgram.Run(
            new Dictionary<string, string?>(KeptIn(Path.Combine(folder, "other"))) { ["ConnectionStrings__EventOps"] = database.ConnectionString },
            "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("EventOps:SecretKey", other.Errors, StringComparison.Ordinal);
        await using var given = await RunningServer.Start(database, new Dictionary<string, string?> { ["EventOps__SecretKey"] = file });
    }

    [Theory]
    [InlineData("dG9vIHNob3J0")]
    [InlineData("/nowhere/at/all")]
    public async Task a_key_that_is_none_ends_the_start_and_is_not_repeated(string key)
    {
        await using var database = await TestDatabase.Create();
        var end = await ServerProgram.Run(
            new Dictionary<string, string?> { ["ConnectionStrings__EventOps"] = database.ConnectionString, ["EventOps__SecretKey"] = key },
            "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("EventOps:SecretKey", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(key, end.Errors + end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task no_secret_is_in_anything_that_the_server_writes()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database, new Dictionary<string, string?> { ["Serilog__MinimumLevel__Default"] = "Verbose" });
        using var owner = server.Owner();
        var api = $"/api/communities/{RunningServer.Community}";
        // Port 1 takes nothing: every attempt fails, and is logged.
        var created = await Posted(owner, $"{api}/subscriptions", """{"name":"bot","sink":"http://127.0.0.1:1/hook?token=qu3ry-s3cret","headers":{"x-key":"h3ader-s3cret"}}""");
        var secret = created.GetProperty("secret").GetString()!["whsec_".Length..];
        await Posted(owner, $"{api}/subscriptions", """{"name":"robot","kind":"dingTalk","sink":"https://127.0.0.1:1/robot?access_token=r0bot-s3cret","secret":"SEC-s3cret","test":true}""");
        var location = $"{api}/subscriptions/{created.GetProperty("subscriptionId").GetGuid()}";
        var rotated = (await Posted(owner, $"{location}/rotate-secret", "{}")).GetProperty("secret").GetString()!["whsec_".Length..];
        await Posted(owner, $"{api}/meetups", """{"slug":"m","title":"M","start":"2031-04-10T18:30:00","zone":"Europe/Berlin","form":"online"}""");
        await Eventually.Sees(() => Task.FromResult(server.Output), output => output.Contains("was not taken by", StringComparison.Ordinal), "a failed attempt");
        await server.Stop();

        foreach (var hidden in (string[])["s3cret", secret, rotated, RunningServer.SecretKey])
            Assert.DoesNotContain(hidden, server.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> KeptIn(string folder) =>
        new() { ["EventOps__SecretKey"] = null, ["EventOps__DataDirectory"] = folder };

    private static async Task<JsonElement> Posted(HttpClient owner, string address, string body)
    {
        using var answer = await owner.PostAsync(new Uri(address, UriKind.Relative), new StringContent(body, null, "application/json"));
        var content = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, content.ToString());
        return content;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
