namespace Guanxi.Exchange;

/// <summary>Rights over data in and out.</summary>
public static class ExchangeRights
{
    /// <summary>Loads files, and takes them back.</summary>
    public const string Import = "exchange.import";
}
