package dev.kelp.server;

/**
 * What clients ask for before their first request: where one would log in. This server asks nobody to; the answer is the public
 * cloud's, which the SDKs assume as well where a server doesn't know the question.
 */
final class LoginMetadata {
    static final String JSON = """
            {"AzureAD":{"LoginEndpoint":"https://login.microsoftonline.com","LoginMfaRequired":false,\
            "KustoClientAppId":"db662dc1-0cfe-4e1c-a843-19a68e65be58","KustoClientRedirectUri":"http://localhost",\
            "KustoServiceResourceId":"https://kusto.kusto.windows.net",\
            "FirstPartyAuthorityUrl":"https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a"}}""";

    private LoginMetadata() {}
}
