using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Guanxi.Tests.Start;
using Microsoft.AspNetCore.Components;

namespace Guanxi.Tests.Shell;

/// <summary>An address that somebody cut off or guessed opens the page as if it did not say what can't be read.</summary>
/// <remarks>Seen to fail: every page with a number in its address answered with a fault.</remarks>
public sealed partial class AddressTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task No_word_of_an_address_is_a_fault()
    {
        using var visitor = await Visitor.SignedIn(app);
        var components = House.Modules.Select(m => m.GetType().Assembly).Append(typeof(Guanxi.Start.GuanxiHost).Assembly).Distinct().SelectMany(a => a.GetTypes()).Where(typeof(IComponent).IsAssignableFrom).ToList();
        // Parts of a page read its address, too.
        var words = components.SelectMany(c => c.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)).Where(p => p.PropertyType != typeof(string))
            .Select(p => (p.Name, Query: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(p => p.Query is not null).Select(p => p.Query!.Name ?? p.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        words.Count.ShouldBeGreaterThan(10);
        var paths = components.SelectMany(c => c.GetCustomAttributes<RouteAttribute>()).Select(r => Parameter().Replace(r.Template, "1")).Distinct().ToList();
        paths.Count.ShouldBeGreaterThan(50);

        foreach (var path in paths)
        {
            // As a browser goes: at most one step for each part of the page.
            var address = $"{path}?{string.Join('&', words.Select(w => $"{w}=9%7Ex"))}";
            for (var steps = 0; address is not null; steps++)
            {
                steps.ShouldBeLessThan(8, address);
                using var answer = await visitor.Http.GetAsync(address, TestContext.Current.CancellationToken);
                ((int)answer.StatusCode).ShouldBeLessThan(500, address);
                address = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location is { } there && there.ToString().Contains('?', StringComparison.Ordinal) ? there.ToString() : null;
            }
        }
        (await visitor.Http.GetAsync("/customers/1/merge?with=9%7Ex&q=tea", TestContext.Current.CancellationToken)).Headers.Location!.ToString().ShouldEndWith("/customers/1/merge?q=tea");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
