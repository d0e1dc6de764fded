using System.Net;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Start;

/// <summary>Behind a reverse proxy: whom it passes on counts, and links lead to where people outside come in.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly GuanxiApp app = new(b => b.Services.AddSingleton(new PublicAddress(new("https://crm.example.cn"))));

    // Nothing on this machine is a proxy of this one. With none at all the framework would believe everybody.
    private readonly GuanxiApp direct = new(b => b.Services.PostConfigure<ForwardedHeadersOptions>(f =>
    {
        f.KnownIPNetworks.Clear();
        f.KnownProxies.Clear();
        f.KnownProxies.Add(IPAddress.Parse("192.0.2.1"));
    }));

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await direct.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await direct.DisposeAsync();
    }

    [Fact]
    public async Task Each_visitor_has_a_limit_of_their_own_behind_a_proxy_that_is_known()
    {
        using var http = await app.Http();

        (await Sent(http, "198.51.100.7", PublicLimits.MostSent + 1)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Sent(http, "198.51.100.8", 1)).ShouldNotBe(HttpStatusCode.TooManyRequests);
        // What a visitor says before the proxy's own word is not believed.
        (await Sent(http, "203.0.113.9, 198.51.100.7", 1)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Nobody_gets_around_the_limit_by_claiming_to_be_others()
    {
        using var http = await direct.Http();
        for (var i = 0; i < PublicLimits.MostSent; i++) await Sent(http, $"198.51.100.{i}", 1);

        (await Sent(http, "198.51.100.99", 1)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Links_to_be_given_away_lead_to_the_named_address_and_codes_too()
    {
        using var owner = await Visitor.SignedIn(app);

        (await owner.Read("/complaints/signs")).ShouldContain("https://crm.example.cn/complain");
    }

    [Fact]
    public async Task Without_a_named_address_they_lead_to_where_the_proxy_was_asked()
    {
        await using var other = new GuanxiApp();
        await other.InitializeAsync();
        using var owner = await Visitor.SignedIn(other);
        owner.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "shop.example.com");
        owner.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        (await owner.Read("/complaints/signs")).ShouldContain("https://shop.example.com/complain");
    }

    private static async Task<HttpStatusCode> Sent(HttpClient http, string visitor, int times)
    {
        var last = HttpStatusCode.OK;
        for (var i = 0; i < times; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/complain") { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add("X-Forwarded-For", visitor);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            last = answer.StatusCode;
        }
        return last;
    }
}

[Trait("Suite", "once")]
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://crm.example.cn", true)]
    [InlineData("http://crm.example.cn:8080/", true)]
    [InlineData("https://crm.example.cn/crm", false)]
    [InlineData("https://someone@crm.example.cn", false)]
    [InlineData("https://crm.example.cn/?a=b", false)]
    [InlineData("ftp://crm.example.cn", false)]
    public void A_public_address_is_a_scheme_and_a_host(string typed, bool may) => PublicAddress.MayBe(new(typed)).ShouldBe(may);
}
