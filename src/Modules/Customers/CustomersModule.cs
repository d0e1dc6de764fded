using Guanxi.Customers.Finding;
using Guanxi.Customers.Merging;
using Guanxi.Customers.Search;
using Guanxi.Customers.View;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Customers;

/// <summary>The customer repository: who the customers are, found and kept right.</summary>
public sealed class CustomersModule : Module
{
    public override string Name => "customers";

    public override IEnumerable<string> Rights => [CustomersRights.Read, CustomersRights.Edit, CustomersRights.Assign, CustomersRights.Merge];

    public override IEnumerable<MenuEntry> Menu => [new("customers.menu.today", "/today", "calendar-due", CustomersRights.Read, 5), new("customers.menu", "/customers", "users", CustomersRights.Read, 10)];

    public override IEnumerable<System.CommandLine.Command> Commands(CommandHost host) => [CustomerCommand.Of(host)];

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s => s.GetRequiredService<TokenIndexes>().Customers).AddScoped(s => new RecordSearch(s.GetRequiredService<GuanxiDb>(), s.GetRequiredService<TokenIndexes>())).AddSingleton<IdNumbers>().AddSingleton<CustomerCount>();
        services.AddScoped<ISearchSource, CustomerSource>().AddScoped<ISearchSource, KeptListSource>().AddScoped<StageWords>().AddScoped<CustomerKeys>().AddScoped<Referrers>().AddScoped<CompleteNumber>().AddScoped<ListScope>().AddScoped<Selections>().AddScoped<ICustomerSelection, Lists.FilteredCustomers>().AddScoped<ChangeWords>().AddScoped<ITimelineSource, ChangeTimeline>().AddScoped<ITodayTile, Today.MyCustomersTile>();
        services.AddScoped<ParkedRows>().AddScoped<RowMoves>().AddScoped<MergeSides>().AddScoped<MergeWords>().AddScoped<IFormerIds, FormerCustomers>().AddScoped<ITimelineSource, MergeTimeline>().AddScoped<ITimelineSource, PeopleTimeline>();
        services.AddSingleton(new CustomerCard(typeof(ContactPeopleCard), CardPlace.Facts, 10, CustomersRights.Read)).AddSingleton(new CustomerCard(typeof(LinksCard), CardPlace.Facts, 20, CustomersRights.Read));
        services.AddSingleton(s => new CustomerWriter(s.GetRequiredService<IDatabase>(), s.GetRequiredService<ITokenIndex>()));
    }
}

/// <summary>Rights over customers.</summary>
public static class CustomersRights
{
    public const string Read = "customers.read";
    public const string Edit = "customers.edit";

    /// <summary>Gives customers to another owner or unit.</summary>
    public const string Assign = "customers.assign";

    /// <summary>Makes one customer of two, and takes that back.</summary>
    public const string Merge = "customers.merge";

    /// <summary>Sees what customers are worth and how likely they leave: value, money at risk, churn. Grade, colour and stage are everybody's.</summary>
    /// <remarks>Value's right, said here because lists and details of this module show these figures and may not know the module above.</remarks>
    public const string Worth = "value.read";
}
