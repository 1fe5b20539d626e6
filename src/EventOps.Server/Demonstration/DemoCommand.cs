using EventOps.Server.Access;
using EventOps.Server.CommandLine;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;

namespace EventOps.Server.Demonstration;

/// <summary>The main job on the sample pages, on an empty machine: from a page to a recap, and a bot that hears of its slides.</summary>
internal static class DemoCommand
{
    public static async Task<int> Run(string[] urls, bool exit, CancellationToken ct)
    {
        // A demo that is to end takes any free port; one that is to be looked at takes the usual one.
        var builder = ServerApplication.Builder(exit && urls.Length == 0 ? ["http://127.0.0.1:0"] : urls);
        var settings = ServerSettings.From(builder.Configuration);
        using var loggers = Logs.Create(builder.Configuration, structured: false, quiet: true);
        var transcript = new Transcript();
        transcript.Step("Start");
        await using var backend = await Backend.Open(settings, join: false, Transcript.Say, loggers, ct);
        var key = ApiKeys.Generate();
        var community = await FreshCommunity(backend, ct);
        // Its bot is on this machine.
        settings = settings with { Community = community, BootstrapKey = key, AllowPrivateSinks = true };
        await using var app = ServerApplication.Build(builder, backend, settings, loggers);
        await app.Services.GetRequiredService<FirstStart>().Run(ct);
        await app.Listen(ct);
        Transcript.Say($"EventOps listens on {app.Urls.First()}, its community is '{community}'.");

        await using var bot = await SampleBot.Start(ct);
        using (var demo = new Demo(transcript, app, bot, community, key))
            await demo.Run(ct);
        transcript.Step("Look");
        foreach (var page in (string[])["", "/webassembly-open-day/agenda", "/webassembly-open-day/recap", "/postgres-evening/agenda"])
            Transcript.Say($"{app.Urls.First()}/{community}{page}");
        Transcript.Say($"{app.Urls.First()}/docs");
        if (!exit)
        {
            Transcript.Say($"Your key, to try commands with: {key}");
            Transcript.Say("Ctrl+C ends the demo.");
            await app.WaitForShutdownAsync(ct);
        }

        await app.StopAsync(CancellationToken.None);

        return transcript.AllSeen ? ExitCodes.Done : ExitCodes.Refused;
    }

    // Each run tells the whole story again, so it begins in a community where nothing has happened.
    private static async Task<string> FreshCommunity(Backend backend, CancellationToken ct)
    {
        var register = CommunityRegister.On(backend.Store);
        var name = "demo";
        for (var i = 2; await register.Find(name, ct) is not null; i++)
            name = $"demo-{i}";
        return name;
    }
}
