using Guanxi.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;

namespace Guanxi.Ui;

/// <summary>What every page has at hand: texts, who looks, and the way to the door. Pages never see the database.</summary>
public abstract class Page : ComponentBase
{
    [Inject] protected Texts T { get; set; } = null!;
    [Inject] protected Asker Asker { get; set; } = null!;
    [Inject] private UseCases UseCases { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] private PublicAddress Outside { get; set; } = null!;
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;
    [CascadingParameter] private FormMappingContext? Mapping { get; set; }

    private bool initialized;

    /// <summary>Who looks. Set before <see cref="ComponentBase.OnInitializedAsync"/> of the page goes on.</summary>
    protected Actor Actor { get; private set; } = Actor.System;

    /// <summary>The last refusal, for the page's <c>FormErrors</c>.</summary>
    protected string? Refusal { get; set; }

    /// <summary>What is wrong by field, from the last refusal.</summary>
    protected IReadOnlyDictionary<string, string[]> Errors { get; set; } = new Dictionary<string, string[]>();

    /// <summary>A path of this product as an address to be given to somebody.</summary>
    protected string FromOutside(string path) => Outside.Of(path, new(Navigation.BaseUri));

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        // Pages for people not signed in (sign-in, set-up) keep the harmless stand-in and never use it.
        if (await Asker.Find() is { } actor) Actor = actor;
        // Set once: each look at the parameters maps the form anew.
        try { parameters.SetParameterProperties(this); }
        catch (InvalidOperationException) when (AddressWords.WithoutUnreadable(GetType(), Navigation.Uri) is { } readable)
        {
            // A number that is none: somebody cut the address off, or guessed. The page opens as if it did not say it.
            Navigation.NavigateTo(readable);
            return;
        }
        if (Http is { } http) TypedForm.Of(http).Read(this, http, Mapping);
        if (GetType().IsDefined(typeof(StreamRenderingAttribute), inherit: true)) await base.SetParametersAsync(ParameterView.Empty);
        else await RenderOnceComplete();
    }

    // The framework renders as soon as a page waits. SQLite never lets it wait, PostgreSQL does between two questions:
    // the page was then rendered with half of its answers. Who streams is written for that.
    private async Task RenderOnceComplete()
    {
        if (!initialized)
        {
            initialized = true;
            OnInitialized();
            await OnInitializedAsync();
        }
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    /// <summary>Knocks at the door; keeps the refusal for display. What was typed and can't be read is refused before.</summary>
    protected async Task<Outcome<TResult>> Run<TResult>(IUseCase<TResult> request)
    {
        var outcome = Unreadable(request) ?? await Asker.Run(request, Http.RequestAborted);
        if (outcome.Ok && request is not IQuestion<TResult>) Said.Accept(Http);
        Refusal = outcome.Ok ? null : T[outcome.Refusal, [.. outcome.Args]];
        Errors = outcome.Fields;
        return outcome;
    }

    private Outcome<TResult>? Unreadable<TResult>(IUseCase<TResult> request) =>
        request is not IQuestion<TResult> && Http is not null && TypedForm.Of(Http).Errors(T) is { Count: > 0 } wrong ? Outcome<TResult>.Refused("kernel.shape.invalid", fields: wrong) : null;

    /// <summary>Goes on to another page, which says at its top that it is done.</summary>
    /// <param name="said">Key of the text.</param>
    protected void GoOn(string url, string said)
    {
        Said.Leave(Http, said);
        Navigation.NavigateTo(url);
    }

    /// <summary>What an input shows: what was typed where it could not be read, else the value.</summary>
    protected string? Typed(string name, string? value) => TypedForm.Of(Http).Shown(name, value);

    /// <summary>As <see cref="Run"/>, for the few doors that open to someone who is not signed in.</summary>
    protected async Task<Outcome<TResult>> RunAsNobody<TResult>(IUseCase<TResult> request)
    {
        var outcome = await UseCases.Run(request, Actor.Nobody, Http.RequestAborted);
        Refusal = outcome.Ok ? null : T[outcome.Refusal, [.. outcome.Args]];
        Errors = outcome.Fields;
        return outcome;
    }

    /// <summary>The first thing wrong with a field, for <c>Field</c>.</summary>
    protected string? ErrorOf(string field) => Errors.GetValueOrDefault(field)?.FirstOrDefault();

    /// <summary>What is wrong beyond single fields, for <c>FormErrors</c>.</summary>
    protected IReadOnlyList<string> FormRefusals => Refusal is null || Errors.Count > 0 ? [] : [Refusal];

    /// <summary>Asks a question whose refusal is a page of its own: what can't be found or may not be seen answers 404 or 403.</summary>
    /// <returns>The answer, or null with <see cref="Refusal"/> set.</returns>
    protected async Task<TResult?> Ask<TResult>(IQuestion<TResult> question) where TResult : class
    {
        var outcome = await Run(question);
        if (outcome.Ok) return outcome.Value;
        if (HttpMethods.IsGet(Http.Request.Method) && !Http.Response.HasStarted && await Asker.MovedTo(outcome.Refusal, Http.RequestAborted) is { } there)
        {
            Navigation.NavigateTo(there);
            return null;
        }
        if (!Http.Response.HasStarted)
            Http.Response.StatusCode = outcome.Refusal == "kernel.right.missing" ? StatusCodes.Status403Forbidden
                : outcome.Refusal.EndsWith(".not_found", StringComparison.Ordinal) ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
        return null;
    }
}
