using System.Security.Cryptography;
using System.Text;

namespace EventOps.EmbeddedPostgres;

/// <summary>
/// The folder of one cluster. The caller owns it; <c>data</c> and the socket's folder below belong to the database's user
/// and are private to it, so that root never writes where somebody else can put a link in its way.
/// </summary>
internal sealed class ClusterDirectory
{
    public const string MadeByFile = "made-by";

    private const string Note = "postgres-is-elsewhere.txt";

    private ClusterDirectory(string path, UnprivilegedUser? user)
    {
        Path = path;
        User = user;
    }

    public string Path { get; }

    /// <summary>Whom the cluster's programs run as; null for the caller.</summary>
    public UnprivilegedUser? User { get; }

    public string Data => In("data");

    public bool Created => Major is not null;

    /// <summary>The major version of the PostgreSQL that made the cluster; null before it is made.</summary>
    public int? Major =>
        System.IO.Path.Combine(Data, "PG_VERSION") is var file && File.Exists(file) ? int.Parse(File.ReadAllText(file)) : null;

    /// <summary>The kind of programs that made the cluster (<see cref="PostgresPrograms.Name"/>).</summary>
    public string? MadeBy => Created && File.Exists(In(MadeByFile)) ? File.ReadAllText(In(MadeByFile)) : null;

    /// <summary>The same for the same cluster, different for every other one on this machine.</summary>
    public string Key => KeyOf(Path);

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Finds or makes the cluster's folder.</summary>
    public static async Task<ClusterDirectory> Open(string dataDirectory, CancellationToken ct)
    {
        var home = System.IO.Path.GetFullPath(dataDirectory);
        var mode = Machine.RunsAsRoot ? Folders.Passable : Folders.Private;
        Folders.Create(home, mode);
        var path = Noted(home) ?? System.IO.Path.Combine(home, "postgres");
        var user = await UnprivilegedUser.Find(System.IO.Path.Combine(path, "data"), ct);
        if (user is not null && !Directory.Exists(path) && !await user.Reaches(home, ct))
            path = MoveAway(home);
        Folders.Create(path, mode);
        return new ClusterDirectory(path, user);
    }

    /// <summary>Makes a folder that only the database's user (and root) can look into, or makes an existing one so.</summary>
    public async Task MakePrivate(string path, CancellationToken ct)
    {
        // In a folder for everybody's files somebody may have been there first, with a link or with a folder of his.
        if (new DirectoryInfo(path).LinkTarget is not null)
            throw new PostgresUnavailableException($"{path} is a link where a private folder was expected: remove it.");
        Folders.Create(path, Folders.Private);
        Folders.Permit(path, Folders.Private);
        if (User is not null)
            await User.Give(path, ct);
    }

    /// <summary>Deletes everything that this cluster has on the machine; only its owner may.</summary>
    public void Delete(Endpoint endpoint)
    {
        Directory.Delete(Path, recursive: true);
        if (Endpoint.IsSocket && Directory.Exists(endpoint.Host))
            Directory.Delete(endpoint.Host, recursive: true);
    }

    private static string? Noted(string home) =>
        System.IO.Path.Combine(home, Note) is var note && File.Exists(note) ? File.ReadLines(note).First() : null;

    private static string MoveAway(string home)
    {
        var path = $"/var/lib/eventops/{KeyOf(home)}";
        Folders.Create("/var/lib/eventops", Folders.Passable);
        File.WriteAllText(System.IO.Path.Combine(home, Note),
            $"{path}\nThe database of this folder lives there: its user, who is not root, cannot enter this folder.\n");
        return path;
    }

    private static string KeyOf(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 8));
}
