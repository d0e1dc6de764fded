using Guanxi.Data;

namespace Guanxi.Nodes;

/// <summary>A lease that this process holds, from when it took it until it gives it back or loses it. It renews itself.</summary>
public sealed class Tenure : IAsyncDisposable
{
    private readonly Leases leases;
    private readonly CancellationTokenSource lost = new();

    internal Tenure(Leases leases, string name, long term, bool once) => (this.leases, Name, Term, Once, Lost) = (leases, name, term, once, lost.Token);

    public string Name { get; }

    /// <summary>No other tenure of this name has the same.</summary>
    public long Term { get; }

    /// <summary>Cancelled as soon as this process learns that it holds it no longer. It may learn late, e.g. when it was paused: what it writes then <see cref="Guard"/> stops.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Nobody will ask for this name again.</summary>
    internal bool Once { get; }

    /// <summary>How many in this process work under it.</summary>
    internal int Users { get; set; } = 1;

    /// <summary>Ends the renewing.</summary>
    internal CancellationTokenSource Over { get; } = new();

    /// <summary>Binds the transaction under way to it: it is written by its holder, or not at all.</summary>
    /// <exception cref="LeaseLostException">Another node took it.</exception>
    public async Task Guard(GuanxiDb db, CancellationToken ct)
    {
        if (!Lost.IsCancellationRequested && await leases.Book.Guard(db, Name, Term, ct)) return;
        leases.Lose(this);
        throw new LeaseLostException(Name);
    }

    internal void Lose() => lost.Cancel();

    /// <summary>Gives it back, once nobody in this process works under it any more.</summary>
    public ValueTask DisposeAsync() => leases.Leave(this);
}

/// <summary>Another node does this now. Like a stop of the program: nothing is taken back, the other one goes on from where this one was.</summary>
public sealed class LeaseLostException(string name) : OperationCanceledException($"Another node took the lease “{name}”.");

/// <summary>The lease under which the work of this flow of calls is done. Each transaction of the house is bound to it, whether whoever wrote the work thought of it or not.</summary>
public static class Fence
{
    private static readonly AsyncLocal<Tenure?> Current = new();

    /// <summary>What is called from here on is done under it. Dispose what it gives to end that.</summary>
    public static IDisposable Under(Tenure tenure)
    {
        var before = Current.Value;
        Current.Value = tenure;
        return new Back(before);
    }

    /// <summary>For whoever began a transaction.</summary>
    internal static Task Guard(GuanxiDb db, CancellationToken ct) => Current.Value?.Guard(db, ct) ?? Task.CompletedTask;

    private sealed class Back(Tenure? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}
