using Guanxi.Exchange.Checking;

namespace Guanxi.Exchange.Writing;

/// <summary>What an import did, and what its undo took back.</summary>
internal sealed record ImportReceipt
{
    public required ImportFindings Written { get; init; }
    public required double Seconds { get; init; }
    public Removed? Undone { get; init; }
}

/// <summary>What was taken back. Customers and products that other facts point to stay.</summary>
internal sealed record Removed
{
    public long Orders { get; init; }
    public long AnonymousLines { get; init; }
    public long Customers { get; init; }
    public long Products { get; init; }
    public long CustomersKept { get; init; }
    public long ProductsKept { get; init; }
}
