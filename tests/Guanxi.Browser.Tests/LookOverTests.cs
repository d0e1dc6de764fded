namespace Guanxi.Browser.Tests;

/// <summary>Each thing that looking over a page should find, put there on purpose and found.</summary>
public sealed class LookOverTests(Chromium chromium, EmptyServer empty) : IClassFixture<EmptyServer>
{
    [Theory]
    [InlineData("document.querySelector('h1').append(document.createElement('img'))", "image-alt")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { textContent: 'console.log(1)' }))", "Content Security Policy")]
    [InlineData("console.error('something broke')", "something broke")]
    [InlineData("await new Promise(done => setTimeout(() => { setTimeout(done); throw new Error('thrown'); }))", "thrown")]
    [InlineData("await fetch('/there-is-no-such-file.js')", "404")]
    [InlineData("document.querySelector('h1').append(' [staff.no.such_text]')", "staff.no.such_text")]
    [InlineData("document.querySelector('h1').style.width = '5000px'", "scrolls sideways")]
    [InlineData("document.documentElement.lang = 'en'", "should be")]
    public async Task What_is_wrong_with_a_page_is_found(string doing, string found)
    {
        await using var visit = await chromium.Visit(empty.Server, new Look("zh-CN", 1440));
        await visit.Go("/sign-in");

        await visit.Page.EvaluateAsync($"async () => {{ {doing}; }}");

        var finding = await Record.ExceptionAsync(visit.LookOver);
        finding.ShouldBeOfType<ShouldAssertException>().Message.ShouldContain(found);
    }
}

/// <summary>A server without data, for all tests of a class.</summary>
public sealed class EmptyServer : IAsyncLifetime
{
    private Server? server;

    internal Server Server => server!;

    public async ValueTask InitializeAsync() => server = await Server.Start();

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
