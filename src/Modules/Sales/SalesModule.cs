namespace Guanxi.Sales;

/// <summary>Products, orders and returns.</summary>
public sealed class SalesModule : Module
{
    public override string Name => "sales";
}
