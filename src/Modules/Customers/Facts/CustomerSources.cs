namespace Guanxi.Customers;

/// <summary>Where customers come from; the text of each is <c>customers.source.store</c>. An import may bring others.</summary>
public static class CustomerSources
{
    public static IReadOnlyList<string> All { get; } = ["store", "referral", "wechat", "web", "fair", "hotline", "visit", "partner", "list", "import"];
}
