namespace Guanxi.Insight;

/// <summary>The purchase models built here.</summary>
public enum PurchaseModelKind
{
    /// <summary>Random purchases at an own rate; nobody leaves.</summary>
    Nbd,

    /// <summary>As NBD, and after any repeat purchase a customer may leave.</summary>
    BgNbd,

    /// <summary>As BG/NBD, and the customer may also leave right after the first purchase.</summary>
    MbgNbd,

    /// <summary>As NBD, and a customer may leave at any moment.</summary>
    ParetoNbd,
}
