using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventOps.Benchmarks;

/// <summary>nginx on a free loopback port, serving one folder as plain files.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private Nginx(Process process, string folder, int port) => (this.process, this.folder, Address) = (process, folder, new($"http://127.0.0.1:{port}/page.html"));

    public Uri Address { get; }

    /// <summary>Serves these bytes; null when nginx is not installed.</summary>
    public static async Task<Nginx?> Serve(byte[] page)
    {
        if (Ground.Program("nginx") is not { } program)
            return null;
        var root = Directory.CreateTempSubdirectory("eventops-nginx-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        var port = FreePort();
        await File.WriteAllBytesAsync(Path.Combine(root, "page.html"), page);
        await File.WriteAllTextAsync(Path.Combine(root, "nginx.conf"), $$"""
            daemon off; worker_processes auto; pid {{root}}/nginx.pid; error_log {{root}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html;
              open_file_cache max=100;
              client_body_temp_path {{root}}/b; proxy_temp_path {{root}}/p; fastcgi_temp_path {{root}}/f; uwsgi_temp_path {{root}}/u; scgi_temp_path {{root}}/s;
              server { listen 127.0.0.1:{{port}}; root {{root}}; }
            }
            """);
        var started = Process.Start(new ProcessStartInfo(program, ["-c", Path.Combine(root, "nginx.conf")]) { UseShellExecute = false })!;
        var nginx = new Nginx(started, root, port);
        await nginx.Ready();
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        // A killed master leaves its workers behind; one that is told to stop takes them along.
        await Ground.Output(Ground.Program("nginx")!, "-s", "stop", "-c", Path.Combine(folder, "nginx.conf"));
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Ready()
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                (await http.GetAsync(Address)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("nginx did not start.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
