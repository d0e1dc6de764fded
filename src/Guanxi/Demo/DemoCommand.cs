using System.CommandLine;
using Guanxi.Data;

namespace Guanxi.Demo;

/// <summary><c>guanxi demo --customers N [--orders M] [--seed S]</c>: fills an empty database with a demo firm.</summary>
internal static class DemoCommand
{
    public static Command Of(CommandHost host)
    {
        var (customers, orders, seed, today) = (host.Number("--customers"), host.Number("--orders"), host.Number("--seed"), host.Day("--today"));
        var command = new Command("demo") { customers, orders, seed, today };
        command.SetAction((parsed, ct) => host.Run(parsed, async (services, stop) =>
        {
            var count = parsed.GetValue(customers) ?? 2_000;
            if (count is < 1 or > 50_000_000) return Outcome<DemoLoaded>.Refused("host.demo.customers_out_of_range");
            var day = parsed.GetValue(today) ?? DemoPlan.TodayOf(services.GetRequiredService<TimeProvider>());
            var plan = new DemoPlan((int)count, parsed.GetValue(orders) ?? count * 10L, unchecked((int)(parsed.GetValue(seed) ?? 7)), day);
            try
            {
                return Outcome<DemoLoaded>.Done(await ActivatorUtilities.CreateInstance<DemoLoading>(services).Load(plan, _ => { }, stop));
            }
            catch (RefusedException refused)
            {
                return Outcome<DemoLoaded>.Refused(refused.Code, refused.Args);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return Outcome<DemoLoaded>.Refused("host.demo.cancelled");
            }
        }, (texts, loaded) => texts["host.demo.loaded", loaded.Customers, loaded.Orders, loaded.Rows, loaded.Seconds, loaded.RowsPerSecond], ct));
        return command;
    }
}

/// <summary>A fresh start brings the demo firm, unless an empty one was asked for.</summary>
internal sealed class DemoStart(IServiceProvider services, IServiceScopeFactory scopes, UseCases useCases, Texts texts, TimeProvider clock) : IFirstStart
{
    public async Task Prepare(bool empty, Action<string> say, CancellationToken ct)
    {
        if (empty || !await Fresh(ct)) return;
        say(texts["host.demo.loading"]);
        var today = DemoPlan.TodayOf(clock);
        await ActivatorUtilities.CreateInstance<DemoLoading>(services).Load(DemoPlan.Default(today), _ => { }, ct);
        // The server that goes on in this process should not hold what the load needed.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // A year and a month before the last full day first, so that there is development and movement to show. The jobs run once the server listens.
        var last = today.AddDays(-1);
        _ = (await useCases.Run(new Value.RunInsight { AsOf = last.AddYears(-1) }, Actor.System, ct)).Value;
        _ = (await useCases.Run(new Value.RunInsight { AsOf = last.AddMonths(-1) }, Actor.System, ct)).Value;
        _ = (await useCases.Run(new Value.RunInsight(), Actor.System, ct)).Value;
    }

    public Task Greet(string url, Action<string> say, CancellationToken ct) => Task.CompletedTask;

    private async Task<bool> Fresh(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        return !await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AnyAsync(Staff.StaffNames.PersonNames(db), ct)
            && !await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AnyAsync(db.Set<Customers.Customer>(), ct);
    }
}
