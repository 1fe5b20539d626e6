using System.Diagnostics;

namespace EventOps.Chaos.Arena;

/// <summary>
/// A small file system for the cluster alone, so that a full disk is full for it and for nobody else: an ext4 image on a loop
/// device, or a tmpfs where there is none. It takes root.
/// </summary>
internal sealed class Volume : IDisposable
{
    private const long Bytes = 1536L * 1024 * 1024;

    // Less cannot hold a page of a table together with a block of the file system.
    private const long Crumbs = 16 * 1024;

    private readonly string folder;
    private readonly string image;

    private Volume(string folder, string image, string kind) => (this.folder, this.image, Kind) = (folder, image, kind);

    public string Kind { get; }

    private string Filler => Path.Combine(folder, "filler");

    /// <summary>Mounts a volume on the folder; null when this machine does not let us.</summary>
    public static async Task<Volume?> Mount(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;
        Directory.CreateDirectory(folder);
        var path = folder + ".image";
        await using (var file = File.Create(path))
            file.SetLength(Bytes);
        if (await Run("mkfs.ext4", "-q", "-m", "0", path) && await Run("mount", "-o", "loop", path, folder))
            return new Volume(folder, path, "ext4 on a loop device");
        return await Run("mount", "-t", "tmpfs", "-o", $"size={Bytes}", "tmpfs", folder)
            ? new Volume(folder, path, "tmpfs")
            : null;
    }

    /// <summary>Unmounts what a killed run has left on the folder.</summary>
    public static async Task Release(string folder)
    {
        if (File.ReadLines("/proc/mounts").Any(line => line.Split(' ')[1] == folder))
            await Run("umount", folder);
    }

    /// <summary>Takes what is free, to the last block.</summary>
    public void Fill()
    {
        var drive = new DriveInfo(folder);
        for (var part = 0; drive.AvailableFreeSpace is > Crumbs and var free && part < 50; part++)
            Take($"{Filler}{part}", Math.Max(Crumbs, free / 4 * 3));
    }

    /// <summary>Gives it back.</summary>
    public void Empty()
    {
        foreach (var file in Directory.GetFiles(folder, "filler*"))
            File.Delete(file);
    }

    public void Dispose()
    {
        Run("umount", folder).GetAwaiter().GetResult();
        File.Delete(image);
    }

    private static void Take(string path, long bytes)
    {
        try
        {
            using var file = new FileStream(
                path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = bytes });
        }
        catch (IOException)
        {
            // Somebody was faster: the next round asks for less.
        }
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
            })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
