namespace EventOps.EmbeddedPostgres;

/// <summary>
/// Whom the cluster's programs run as when the caller is root, since PostgreSQL refuses root. Nobody is created:
/// a user that every system has is taken, or the one who already owns the data.
/// </summary>
internal sealed record UnprivilegedUser(string Uid, string Gid, IReadOnlyList<string> Prefix)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>The user for the cluster whose files are in <paramref name="data"/>; null when the caller is not root.</summary>
    public static async Task<UnprivilegedUser?> Find(string data, CancellationToken ct)
    {
        if (!Machine.RunsAsRoot)
            return null;
        var account = await OwnerOf(data, ct) ?? Preferred.Select(ByName).FirstOrDefault(found => found is not null)
            ?? throw new PostgresUnavailableException("PostgreSQL does not run as root, and there is neither a user postgres "
                + "nor a user nobody: start as an ordinary user.");
        foreach (var prefix in Prefixes(account))
            if ((await ProgramRun.Of([.. prefix, "id", "-u"], ct)).Output.Trim() == account.Uid)
                return new UnprivilegedUser(account.Uid, account.Gid, prefix);
        throw new PostgresUnavailableException($"PostgreSQL does not run as root, and neither setpriv, runuser, su nor sudo "
            + $"could run a program as {account.Name}: start as an ordinary user.");
    }

    public async Task<bool> Reaches(string folder, CancellationToken ct) =>
        (await ProgramRun.Of([.. Prefix, "test", "-x", folder], ct)).Succeeded;

    public async Task Give(string path, CancellationToken ct)
    {
        var run = await ProgramRun.Of(["chown", $"{Uid}:{Gid}", path], ct);
        if (!run.Succeeded)
            throw new PostgresUnavailableException($"{path} could not be given to the database's user: {run.Said}");
    }

    private static IEnumerable<string[]> Prefixes(Account account) =>
    [
        ["setpriv", "--reuid", account.Uid, "--regid", account.Gid, "--clear-groups", "--"],
        ["runuser", "-u", account.Name, "--"],
        // env as the login shell: su hands it the command as arguments, so nothing has to be quoted.
        ["su", "-s", "/usr/bin/env", account.Name, "--"],
        ["sudo", "-n", "-u", account.Name, "--"],
    ];

    // ls, because stat's options differ between GNU, BusyBox and BSD.
    private static async Task<Account?> OwnerOf(string path, CancellationToken ct)
    {
        if (!Directory.Exists(path))
            return null;
        var fields = (await ProgramRun.Of(["ls", "-nd", path], ct)).Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is [_, _, not "0", ..] ? Accounts().FirstOrDefault(known => known.Uid == fields[2])
            ?? new Account(fields[2], fields[2], fields[3]) : null;
    }

    private static Account? ByName(string name) => Accounts().FirstOrDefault(known => known.Name == name);

    private static IEnumerable<Account> Accounts() =>
        from line in File.ReadLines("/etc/passwd")
        let fields = line.Split(':')
        where fields.Length > 3 && fields[2] != "0"
        select new Account(fields[0], fields[2], fields[3]);

    private sealed record Account(string Name, string Uid, string Gid);
}
