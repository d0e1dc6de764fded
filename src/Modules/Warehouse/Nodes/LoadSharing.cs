using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Warehouse.Nodes;

/// <summary>How several nodes, each with a copy of the warehouse of its own, come to hold the same. On SQLite there is nobody to share with, and nothing is written.</summary>
internal sealed class LoadSharing(IServiceScopeFactory scopes, IDatabase database, WriteGate gate, Leases leases, ThisNode node, TimeProvider clock) : IDisposable
{
    /// <summary>The others look every other second or oftener; one that comes later than this reads a later moment, and is as far as the others with the next load.</summary>
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(10);

    private Held? shown;

    public void Dispose() => Interlocked.Exchange(ref shown, null)?.Dispose();

    /// <summary>Tells the other nodes of the moment that a load reads.</summary>
    /// <returns>The load's number; null where nobody else works on this database, or another node is the one that leads.</returns>
    public async Task<long?> Share(ISnapshot source, bool anew, CancellationToken ct)
    {
        if (leases.Held(DataWarehouse.Lease) is not { } tenure || await source.Share(ct) is not { } name) return null;
        using var fence = Fence.Under(tenure);
        await using var scope = scopes.CreateAsyncScope();
        var (db, number) = (scope.ServiceProvider.GetRequiredService<GuanxiDb>(), 0L);
        await db.Turn(gate, Actor.System, nameof(SharedLoad), async () => number = await SharedLoad.Share(db, name, source.SettledUntil, anew, clock.GetUtcNow(), ct), ct);
        return number;
    }

    /// <summary>Closes the moment of a load, or leaves it open for a while where others may still join it.</summary>
    public void Close(ISnapshot source, long? number)
    {
        if (number is null) source.Dispose();
        else Interlocked.Exchange(ref shown, new(source, clock))?.Dispose();
    }

    /// <summary>The newest load; null where none was shared yet.</summary>
    public async Task<SharedLoad?> Newest(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GuanxiDb>().Set<SharedLoad>().AsNoTracking().FirstOrDefaultAsync(ct);
    }

    /// <summary>The moment that a load reads, or where it is closed already the present one.</summary>
    public async Task<ISnapshot> Join(SharedLoad load, CancellationToken ct) => await database.JoinSnapshot(load.Snapshot, load.SettledUntil, ct) ?? await database.OpenSnapshot(ct);

    /// <summary>Whether another node leads, so that this one follows.</summary>
    public async Task<bool> AnotherLeads(CancellationToken ct) => leases.Held(DataWarehouse.Lease) is null && await leases.See(DataWarehouse.Lease, ct) is { Alive: true, Ours: false };

    /// <summary>Writes down how far this node's copy is.</summary>
    public async Task Note(long number, long until, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        await db.Turn(gate, Actor.System, nameof(NodeCopy), () => NodeCopy.Note(db, node.Name, number, Micros.At(until), ct), ct);
    }

    /// <summary>A moment that closes by itself.</summary>
    private sealed class Held : IDisposable
    {
        private readonly ITimer timer;
        private ISnapshot? source;

        public Held(ISnapshot source, TimeProvider clock) => (this.source, timer) = (source, clock.CreateTimer(_ => Dispose(), null, Open, Timeout.InfiniteTimeSpan));

        public void Dispose()
        {
            Interlocked.Exchange(ref source, null)?.Dispose();
            timer?.Dispose();
        }
    }
}
