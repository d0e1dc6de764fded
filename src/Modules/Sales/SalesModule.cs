using Guanxi.Customers;
using Guanxi.Sales.Orders;
using Guanxi.Sales.Products;
using Guanxi.Sales.Rates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Sales;

/// <summary>Products, orders and returns.</summary>
public sealed class SalesModule : Module
{
    public override string Name => "sales";

    public override IEnumerable<MenuEntry> Menu =>
    [
        new("sales.menu.orders", "/orders", "shopping-cart", SalesRights.Read, 40),
        new("sales.menu.products", "/products", "package", SalesRights.Read, 41),
        new("sales.menu.rates", "/exchange-rates", "cash", SalesRights.Rates, 80),
    ];

    public override IEnumerable<string> Rights => [SalesRights.Cost];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<Heading>().AddSingleton<OrderDays>().AddScoped<ITimelineSource, OrderTimeline>().AddScoped<ISearchSource, OrderSource>().AddScoped<ISearchSource, ProductSource>()
            .AddSingleton(new CustomerCard(typeof(OrderAction), CardPlace.Actions, 20, SalesRights.Edit));
}
