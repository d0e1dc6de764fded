using Guanxi.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guanxi.Tests.Kernel;

public sealed class PageTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_page_is_rendered_once_it_has_all_it_asked_for()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);

        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<AskingTwice>()).ToHtmlString());

        html.ShouldBe("name, price");
    }

    /// <summary>Asks for a second thing when it has the first, of a database that takes its time.</summary>
    private sealed class AskingTwice : Page
    {
        private string? name, price;

        protected override async Task OnInitializedAsync()
        {
            name = "name";
            await Task.Yield();
            price = "price";
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (name is not null) builder.AddContent(0, $"{name}, {price!.Trim()}");
        }
    }
}
