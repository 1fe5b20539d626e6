using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EventOps.Chaos.Arena;

/// <summary>Signals to a process by its id; one that is gone already is no error.</summary>
internal static partial class Signals
{
    private const int NoSuchProcess = 3;

    // The numbers of Linux, the only system whose /proc this program reads.
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    public static void KillNow(int pid) => Send(pid, Kill);

    public static void Freeze(int pid) => Send(pid, Stop);

    public static void Thaw(int pid) => Send(pid, Continue);

    /// <summary>The processes that this one started and that still run, read from <c>/proc</c>.</summary>
    public static IReadOnlyList<int> Children(int parent)
    {
        var found = new List<int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var pid) && ParentOf(pid) == parent)
                found.Add(pid);
        return found;
    }

    // After the name in parentheses, which may hold anything: state, parent.
    private static int? ParentOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Send(int pid, int signal)
    {
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
            throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int pid, int signal);
}
