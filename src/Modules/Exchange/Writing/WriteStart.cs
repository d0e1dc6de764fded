using Guanxi.Sales;

namespace Guanxi.Exchange.Writing;

/// <summary>What is settled before the first row is written and holds to the last, also after a restart.</summary>
internal sealed record WriteStart
{
    /// <summary>First of the ids set aside, so that the same rows get the same ids again.</summary>
    public required long FirstId { get; init; }

    /// <summary>Numbers of orders that were there before.</summary>
    public required IReadOnlyList<string> There { get; init; }

    /// <summary>The firm had no base currency before this import.</summary>
    public required bool SetsBaseCurrency { get; init; }

    /// <summary>Exchange rates that this import brought.</summary>
    public required IReadOnlyList<Id<ExchangeRate>> Rates { get; init; }
    public required DateTimeOffset At { get; init; }
}
