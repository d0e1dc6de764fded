namespace Guanxi.Customers;

/// <summary>The customer repository: who the customers are, found and kept right.</summary>
public sealed class CustomersModule : Module
{
    public override string Name => "customers";
}
