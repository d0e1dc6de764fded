namespace Guanxi.Exchange;

/// <summary>Data in and out.</summary>
public sealed class ExchangeModule : Module
{
    public override string Name => "exchange";
}
