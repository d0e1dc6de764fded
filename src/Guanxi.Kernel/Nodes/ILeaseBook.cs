using Guanxi.Data;

namespace Guanxi.Nodes;

/// <summary>Where leases are written. The host implements it once for each database; on SQLite, whose folder one process has for itself, everything is always ours.</summary>
/// <remarks>Time is the database's in all of it: the clocks of nodes differ, and stand still while a process is paused.</remarks>
public interface ILeaseBook
{
    /// <summary>No other process can work on the database: there is nobody to lease from or to share with.</summary>
    bool IsSole { get; }

    /// <summary>Enters this node, or finds it again. Who is not heard of for a week loses the number.</summary>
    /// <returns>Its number among its peers, 0–1023.</returns>
    /// <exception cref="StartFailedException">All numbers are given to nodes that were there within the last week.</exception>
    Task<int> Register(CancellationToken ct);

    /// <summary>Takes a lease that is free or has run out. What its holder before still has open under it, paused or cut off, is ended first.</summary>
    /// <returns>The term; null where another node has it.</returns>
    Task<long?> Take(string name, TimeSpan length, CancellationToken ct);

    /// <summary>Prolongs it.</summary>
    /// <returns>False where it was taken by another node meanwhile.</returns>
    Task<bool> Renew(string name, long term, TimeSpan length, CancellationToken ct);

    /// <summary>Gives it back, so that others need not wait until it runs out.</summary>
    /// <param name="forGood">Nobody will ask for this name again.</param>
    Task Release(string name, long term, bool forGood, CancellationToken ct);

    /// <summary>Binds the context's transaction to the lease: nobody takes it before the transaction is through, or ended by whoever takes it.</summary>
    /// <returns>False where somebody took it before.</returns>
    Task<bool> Guard(GuanxiDb db, string name, long term, CancellationToken ct);

    /// <summary>Who has it; null where nobody ever had.</summary>
    Task<LeaseView?> See(string name, CancellationToken ct);
}

/// <summary>Who has a lease.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Ours">It is this node.</param>
/// <param name="Alive">It has not run out.</param>
/// <param name="Since">When that node took it.</param>
public sealed record LeaseView(string Node, bool Ours, bool Alive, DateTimeOffset Since);

/// <summary>How long a lease holds without being renewed: so long nobody does the work after its holder died without a word.</summary>
public sealed record LeaseLength(TimeSpan Value)
{
    /// <summary>How often it is renewed, and how often those without it look.</summary>
    public TimeSpan Pause { get; } = TimeSpan.FromTicks(Math.Min(Value.Ticks / 3, TimeSpan.FromSeconds(2).Ticks));
}

/// <summary>A lease that some node of the house always has: modules name theirs in their <c>Add</c>, and the servers see to it that one of them holds it.</summary>
public sealed record StandingLease(string Name)
{
    /// <summary>Who delivers what is in the outbox.</summary>
    public const string Outbox = "outbox";
}
