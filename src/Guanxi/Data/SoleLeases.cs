using Guanxi.Nodes;

namespace Guanxi.Data;

/// <inheritdoc cref="ILeaseBook"/>
/// <remarks>For SQLite: the lock on the data folder keeps every other process out, so that all leases are this one's as long as it runs.</remarks>
internal sealed class SoleLeases(ThisNode node, TimeProvider clock) : ILeaseBook
{
    private readonly DateTimeOffset began = clock.GetUtcNow();

    public bool IsSole => true;

    public Task<int> Register(CancellationToken ct) => Task.FromResult(0);

    public Task<long?> Take(string name, TimeSpan length, CancellationToken ct) => Task.FromResult<long?>(1);

    public Task<bool> Renew(string name, long term, TimeSpan length, CancellationToken ct) => Task.FromResult(true);

    public Task Release(string name, long term, bool forGood, CancellationToken ct) => Task.CompletedTask;

    public Task<bool> Guard(GuanxiDb db, string name, long term, CancellationToken ct) => Task.FromResult(true);

    public Task<LeaseView?> See(string name, CancellationToken ct) => Task.FromResult<LeaseView?>(new(node.Name, Ours: true, Alive: true, began));
}
