using System.CommandLine;
using EventOps.Server.Hosting;

namespace EventOps.Server.CommandLine;

/// <summary>What <c>dotnet run --project src/EventOps.Server -- …</c> understands.</summary>
internal static class Commands
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, separated by ';'.", Recursive = true };

    // A stop lets deliveries under way end; cut off sooner, it would not end with 0.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <summary>Carries a command line out; what it cannot be taken for ends with <see cref="ExitCodes.Usage"/>.</summary>
    public static async Task<int> Run(string[] arguments)
    {
        var line = Root().Parse(arguments);
        var code = await line.InvokeAsync(new() { ProcessTerminationTimeout = LongestStop });
        return line.Errors.Count > 0 ? ExitCodes.Usage : code;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("EventOps: schedule meetups, publish agendas, slides and recaps, and tell everyone who should hear.");
        root.Options.Add(Urls);
        root.SetAction((line, ct) => Guarded(() => ServeCommand.Run(UrlsOf(line), ct)));
        root.Subcommands.Add(Demo());
        root.Subcommands.Add(Import());
        root.Subcommands.Add(Export());
        root.Subcommands.Add(Projections());
        root.Subcommands.Add(DeliveryCommands.Make(Guarded));
        root.Subcommands.Add(AccessCommands.Keys(Guarded));
        root.Subcommands.Add(AccessCommands.Communities(Guarded));
        root.Subcommands.Add(Links.LinksCommand.Make(Guarded));
        root.Subcommands.Add(Doctor());
        root.Subcommands.Add(PeopleCommands.Make(Guarded));
        return root;
    }

    private static Command Demo()
    {
        var exit = new Option<bool>("--exit") { Description = "End after the transcript; 0 only if every step was seen." };
        var command = new Command("demo", "The main job, end to end, on the sample pages.") { exit };
        command.SetAction((line, ct) => Guarded(() => Demonstration.DemoCommand.Run(UrlsOf(line), line.GetValue(exit), ct)));
        return command;
    }

    private static Command Import()
    {
        var paths = new Argument<string[]>("path") { Description = "Markdown pages, folders of them, or files of talks: CSV, schedule.xml, schedule.json.", Arity = ArgumentArity.OneOrMore };
        var community = new Option<string?>("--community") { Description = "The community that the meetups belong to." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the plan and change nothing." };
        var json = new Option<bool>("--json") { Description = "Print plans and findings as JSON." };
        var failOn = new Option<string>("--fail-on") { Description = "End with 1 on findings of this severity or above: info, warning, error.", DefaultValueFactory = _ => "error" };
        var report = new Option<bool>("--report") { Description = "Show what became of every line of every page." };
        var acceptDamage = new Option<bool>("--accept-damage") { Description = "Carry out pages of which characters are lost, as they are." };
        var meetup = new Option<string?>("--meetup") { Description = "The slug of the meetup that a file of talks is for." };
        var title = new Option<string?>("--title") { Description = "What that meetup is called, if the file is to make it." };
        var date = new Option<DateOnly?>("--date") { Description = "The day that it is on, if the file does not say it: 2031-04-10." };
        failOn.AcceptOnlyFromAmong("info", "warning", "error");
        var command = new Command("import", "Reads event pages into commands and carries them out, once.") { paths, community, dryRun, json, failOn, report, acceptDamage, meetup, title, date };
        command.SetAction((line, ct) => Guarded(() => Importing.ImportCommand.Run(
            new(line.GetValue(paths)!, line.GetValue(community), line.GetValue(dryRun), line.GetValue(json), Enum.Parse<Formats.Importing.FindingSeverity>(line.GetValue(failOn)!, ignoreCase: true))
            {
                Report = line.GetValue(report), AcceptDamage = line.GetValue(acceptDamage),
                Target = new(line.GetValue(meetup), line.GetValue(title), line.GetValue(date) is { } day ? NodaTime.LocalDate.FromDateOnly(day) : null),
            }, ct)));
        return command;
    }

    private static Command Export()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write into: a Hugo site's content.", Required = true };
        var community = new Option<string?>("--community") { Description = "The community whose pages are written." };
        var prune = new Option<bool>("--prune") { Description = "Remove pages of meetups that are not there any more." };
        var json = new Option<bool>("--json") { Description = "Print what was done as JSON." };
        var command = new Command("export", "Writes public recaps and agendas as Markdown pages.") { folder, community, prune, json };
        command.SetAction((line, ct) => Guarded(() => Exporting.ExportCommand.Run(
            new(line.GetValue(folder)!, line.GetValue(community), line.GetValue(prune), line.GetValue(json)), ct)));
        return command;
    }

    private static Command Projections()
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var status = new Command("status", "How far every projection is, and who runs it.") { json };
        status.SetAction((line, ct) => Guarded(() => Projecting.ProjectionsCommand.Status(line.GetValue(json), ct)));
        var name = new Argument<string?>("name") { Description = "Which one; without it, all that can be rebuilt.", Arity = ArgumentArity.ZeroOrOne };
        var rebuild = new Command("rebuild", "Makes rows anew from the log, beside those that are read, and switches to them.") { name };
        rebuild.SetAction((line, ct) => Guarded(() => Projecting.ProjectionsCommand.Rebuild(line.GetValue(name), ct)));
        return new Command("projections", "What pages are made from.") { status, rebuild };
    }

    private static Command Doctor()
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("doctor", "Looks at the settings, the database, the log and the machine; changes nothing.") { json };
        command.SetAction((line, ct) => Guarded(() => Operations.DoctorCommand.Run(line.GetValue(json), ct)));
        return command;
    }

    private static string[] UrlsOf(ParseResult line) =>
        line.GetValue(Urls)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    // What an operator can mend is one sentence, not a stack trace.
    private static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (NoDatabaseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.NoDatabase;
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException && EventStore.Outages.IsOutage(e))
        {
            await Console.Error.WriteLineAsync($"The database went away while the server started: {e.Message}");
            return ExitCodes.NoDatabase;
        }
        catch (Exception e) when (e is SettingException or Notifications.Secrets.SealedValueException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
        catch (AddressException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message.TrimEnd('.')}. Choose another address with --urls.");
            return ExitCodes.Usage;
        }
    }
}
