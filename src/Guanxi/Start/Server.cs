using System.Net.Sockets;
using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.AspNetCore.Connections;

namespace Guanxi.Start;

/// <summary>The server, from its start to Ctrl+C.</summary>
internal static class Server
{
    public static async Task<int> Run(Func<StartOptions> read, CancellationToken ct)
    {
        try
        {
            var options = read();
            // Who starts a second one hears of the first rather than of its port.
            DataFolder.RefuseIfHeld(options.DataFolder);
            Addresses.Try(options.Urls);
            using var folder = DataFolder.Hold(options.DataFolder);
            await using var app = GuanxiHost.Build(options);
            await Task.WhenAll(Task.Run(() => app.Services.GetRequiredService<IDatabase>().Prepare(ct), ct), Task.Run(() => ReadyRoutes(app), ct));
            var texts = app.Services.GetRequiredService<Texts>();
            await FirstStarts(app.Services, options.Empty, Say, ct);
            await Listen(app, options, ct);
            Say(texts["host.start.ready", string.Join(" ", app.Urls)]);
            foreach (var first in app.Services.GetServices<IFirstStart>()) await first.Greet(app.Urls.First(), Say, ct);
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (StartFailedException failed)
        {
            return ProductCommands.Fail(failed);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0; // Ctrl+C while it was still starting
        }
    }

    /// <summary>What must be there is made by one node at a time.</summary>
    internal static async Task FirstStarts(IServiceProvider services, bool empty, Action<string> say, CancellationToken ct)
    {
        await using var alone = await services.GetRequiredService<Leases>().Wait("start", ct);
        using var fence = Fence.Under(alone);
        foreach (var first in services.GetServices<IFirstStart>()) await first.Prepare(empty, say, ct);
    }

    // The server makes them once more when it starts to listen; by then their code is compiled, on the core that the database left free.
    private static void ReadyRoutes(IEndpointRouteBuilder app)
    {
        foreach (var source in app.DataSources) _ = source.Endpoints.Count;
    }

    private static async Task Listen(WebApplication app, StartOptions options, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw new StartFailedException("host.start.port_in_use", options.Urls);
        }
        catch (SocketException fault)
        {
            throw Addresses.Failed(fault.SocketErrorCode, options.Urls);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" })
        {
            throw new StartFailedException("host.start.address_wrong", options.Urls);
        }
    }

    private static void Say(string line) => Console.WriteLine(line);
}
