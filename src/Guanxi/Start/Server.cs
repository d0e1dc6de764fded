using Guanxi.Data;
using Microsoft.AspNetCore.Connections;

namespace Guanxi.Start;

/// <summary>The server, from its start to Ctrl+C.</summary>
internal static class Server
{
    public static async Task<int> Run(StartOptions options, CancellationToken ct)
    {
        try
        {
            using var folder = DataFolder.Hold(options.DataFolder);
            await using var app = GuanxiHost.Build(options);
            await app.Services.GetRequiredService<IDatabase>().Prepare(ct);
            var texts = app.Services.GetRequiredService<Texts>();
            foreach (var first in app.Services.GetServices<IFirstStart>()) await first.Prepare(options.Empty, line => Console.WriteLine(line), ct);
            try
            {
                await app.StartAsync(ct);
            }
            catch (IOException fault) when (fault.InnerException is AddressInUseException)
            {
                throw new StartFailedException("host.start.port_in_use", options.Urls);
            }
            Console.WriteLine(texts["host.start.ready", string.Join(" ", app.Urls)]);
            foreach (var first in app.Services.GetServices<IFirstStart>()) await first.Greet(app.Urls.First(), line => Console.WriteLine(line), ct);
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (StartFailedException failed)
        {
            return ProductCommands.Fail(failed);
        }
    }
}
